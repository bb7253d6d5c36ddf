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

export type Combine = (accumulators: readonly Accumulator[], emitter: Emitter) => Combination;

export const slotsOf = ({ name }: Accumulator): string => `${name}_lanes`;

export const sharedBy = (accumulators: readonly Accumulator[]): string[] =>
  accumulators.map(
    (each) => `var<workgroup> ${slotsOf(each)}: array<${wgslType(each.anchor.dtype)}, ${LANES}>;`,
  );

export const combined = ({ anchor }: Accumulator, emitter: Emitter, a: string, b: string): string =>
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
