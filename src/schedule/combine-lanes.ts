import { wgslType } from '../core/dtype.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Emitter } from './emit.ts';
import { reduceOp } from './kernel.ts';

/** The lanes of a workgroup that share a row. */
export const LANES = 64;

/** What every lane has of a reduction, under one name. */
export interface Accumulator {
  readonly name: string;
  readonly anchor: Tensor;
}

/** Statements after which every lane has the whole of some reductions, and the workgroup memory that they need. */
export interface Combination {
  readonly shared: readonly string[];
  readonly lines: readonly string[];
}

type Combine = (accumulators: readonly Accumulator[], emitter: Emitter) => Combination;

const slotsOf = ({ name }: Accumulator): string => `${name}_lanes`;

const sharedBy = (accumulators: readonly Accumulator[]): string[] =>
  accumulators.map(
    (each) => `var<workgroup> ${slotsOf(each)}: array<${wgslType(each.anchor.dtype)}, ${LANES}>;`,
  );

const combined = ({ anchor }: Accumulator, emitter: Emitter, a: string, b: string): string =>
  emitter.call(reduceOp(anchor).reducer.combine, [a, b]);

/** A tree in workgroup memory. */
export const combineInTree: Combine = (accumulators, emitter) => ({
  shared: sharedBy(accumulators),
  lines: [
    ...accumulators.map((each) => `${slotsOf(each)}[lane] = ${each.name};`),
    'workgroupBarrier();',
    `for (var stride = ${LANES / 2}u; stride > 0u; stride >>= 1u) {`,
    'if (lane < stride) {',
    ...accumulators.map((each) => {
      const slots = slotsOf(each);
      return `${slots}[lane] = ${combined(each, emitter, `${slots}[lane]`, `${slots}[lane + stride]`)};`;
    }),
    '}',
    'workgroupBarrier();',
    '}',
    ...accumulators.map((each) => `${each.name} = ${slotsOf(each)}[0];`),
  ],
});

/** Once through workgroup memory, unless a subgroup is all of the workgroup; then among the members of each. */
export const combineInSubgroups: Combine = (accumulators, emitter) => ({
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
