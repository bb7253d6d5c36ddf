import type { Tensor } from '../graph/tensor.ts';
import { ALIGNMENT, alignedSize, type Variable } from '../graph/variable.ts';
import { tensor } from '../ops/convert.ts';
import { arange } from '../ops/creation.ts';
import { where } from '../ops/where.ts';

/**
 * One number per part of a stretch of weights, at each of its elements. Parts begin at whole blocks
 * of an arena, so a table with an entry per block tells them apart, whatever their number.
 */
export function spreadNumbers(weights: Variable, numberOf: (part: Variable) => number): Tensor | number {
  const { parts } = weights;
  if (parts.length === 0) return numberOf(weights);
  const values = parts.map(numberOf);
  if (values.every((value) => value === values[0])) return values[0];
  return blocksToElements(tensor(Float32Array.from(blocksOf(parts).flat(), (k) => values[k])), weights);
}

/** The sum over each part of a stretch: one scalar for a variable alone. */
export function sumPerPart(weights: Variable, elements: Tensor): Tensor {
  const { parts } = weights;
  if (parts.length === 0) return elements.sum();
  const sums = elements.reshape([-1, ALIGNMENT]).sum(1);
  const isOwn = ownersOf(parts)
    .reshape([1, -1])
    .equal(arange(parts.length).reshape([-1, 1]));
  return where(isOwn, sums.reshape([1, -1]), 0).sum(1);
}

/** What sumPerPart gave, or something computed from it, at each element of the stretch. */
export function spreadPerPart(weights: Variable, values: Tensor): Tensor {
  const { parts } = weights;
  return parts.length === 0 ? values : blocksToElements(values.gather(ownersOf(parts)), weights);
}

/** For each block the position of the part that it belongs to. */
const ownersOf = (parts: readonly Variable[]): Tensor => tensor(Int32Array.from(blocksOf(parts).flat()));

const blocksOf = (parts: readonly Variable[]): number[][] =>
  parts.map(({ size }, k) => Array<number>(alignedSize(size) / ALIGNMENT).fill(k));

const blocksToElements = (perBlock: Tensor, { size, shape }: Variable): Tensor =>
  perBlock
    .reshape([-1, 1])
    .broadcastTo([size / ALIGNMENT, ALIGNMENT])
    .reshape(shape);
