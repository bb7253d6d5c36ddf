import template from '../../shaders/reduce/rows-subgroups.wgsl';
import { type Accumulator, type Combine, combined, LANES, sharedBy, slotsOf } from './combine-lanes.ts';
import { type RowsVariant, SERIAL, TEAM } from './rows-variants.ts';

/** Once through workgroup memory, unless a subgroup is all of the workgroup; then among the members of each. */
const combineInSubgroups: Combine = (accumulators, emitter) => ({
  shared: sharedBy(accumulators),
  lines: [
    `if (width < ${LANES}u) {`,
    ...accumulators.map((each) => `${slotsOf(each)}[lane] = ${each.name};`),
    'workgroupBarrier();',
    ...accumulators.map((each) => `${each.name} = ${slotsOf(each)}[member];`),
    `for (var next = width; next < ${LANES}u; next += width) {`,
    ...accumulators.map(
      (each) => `${each.name} = ${combined(each, emitter, each.name, `${slotsOf(each)}[next + member]`)};`,
    ),
    '}',
    '}',
    'for (var stride = width / 2u; stride > 0u; stride >>= 1u) {',
    ...accumulators.map((each) => `${each.name} = ${combined(each, emitter, each.name, exchanged(each))};`),
    '}',
  ],
});

/** What the member has that is `stride` away; no booleans can be exchanged. */
const exchanged = ({ name, anchor }: Accumulator): string =>
  anchor.dtype === 'bool'
    ? `bool(subgroupShuffleXor(u32(${name}), stride))`
    : `subgroupShuffleXor(${name}, stride)`;

/** For devices with the feature 'subgroups', where it has been measured to be faster. */
export const SUBGROUPS: RowsVariant = { name: 'rows-subgroups', template, combine: combineInSubgroups };

export const rowsVariants: readonly RowsVariant[] = [SERIAL, TEAM, SUBGROUPS];
