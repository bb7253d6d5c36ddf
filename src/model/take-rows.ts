import { sizeOf } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import type { Dataset } from './dataset.ts';
import { permutedIndex } from './permutation.ts';

/** Rows [begin, end) of a data set, in the order that an epoch visits them in, or as they are. */
export function takeRows(
  { rows, x, y, weights }: Dataset,
  begin: number,
  end: number,
  order: { readonly epoch: number; readonly seed: number } | null,
): Dataset {
  const source = Array.from({ length: end - begin }, (_, i) =>
    order ? permutedIndex(begin + i, rows, order.seed, order.epoch) : begin + i,
  );
  return {
    rows: source.length,
    x: x.map((array) => pick(array, source)),
    y: y.map((array) => pick(array, source)),
    weights: weights.map((array) => array && pick(array, source)),
  };
}

/** The listed rows, one after the other. */
function pick<T extends Float32Array | Int32Array>(
  { data, shape }: HostArray<T>,
  rows: readonly number[],
): HostArray<T> {
  const size = sizeOf(shape.slice(1));
  const picked = (
    data instanceof Int32Array ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size)
  ) as T;
  for (const [i, row] of rows.entries()) picked.set(data.subarray(row * size, (row + 1) * size), i * size);
  return { data: picked, shape: [rows.length, ...shape.slice(1)] };
}
