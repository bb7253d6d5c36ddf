/** Reductions, scans and sorting in float64, by NumPy's names in camel case. */

import {
  type Axis,
  array,
  axesOf,
  fromFlat,
  type NdArray,
  type NdArrayLike,
  reduce,
  transpose,
} from './array.ts';

interface Options {
  keepDims?: boolean;
  ddof?: number;
  ord?: number;
}
type Reduction = (x: NdArrayLike, axis?: Axis, options?: Options) => NdArray;

const reduction =
  (f: (values: Float64Array, options: Options) => number): Reduction =>
  (x, axis, options = {}) =>
    reduce(array(x), axis, (values) => f(values, options), options);

const total = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0);
const largest = (values: Float64Array): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

export const prod = reduction((values) => values.reduce((product, x) => product * x, 1));
export const any = reduction((values) => Number(values.some((x) => x !== 0)));
export const all = reduction((values) => Number(values.every((x) => x !== 0)));

export const logSumExp = reduction((values) => {
  const top = largest(values);
  return Number.isFinite(top) ? top + Math.log(total(values.map((x) => Math.exp(x - top)))) : top;
});

function squaredSpread(values: Float64Array, { ddof = 0 }: Options): number {
  const mean = total(values) / values.length;
  return total(values.map((x) => (x - mean) ** 2)) / Math.max(values.length - ddof, 0);
}

export const variance = reduction(squaredSpread);
export const std = reduction((values, options) => Math.sqrt(squaredSpread(values, options)));

export const norm = reduction((values, { ord = 2 }) => {
  const sizes = values.map(Math.abs);
  if (ord === 1) return total(sizes);
  return ord === 2 ? Math.sqrt(total(sizes.map((x) => x * x))) : largest(sizes);
});

/** Replaces each row along an axis by as many values as `f` makes of it. */
export function alongAxis(
  x: NdArrayLike,
  axis: number,
  f: (row: Float64Array) => ArrayLike<number>,
): NdArray {
  const a = array(x);
  const [along] = axesOf(axis, a.shape.length);
  const order = [...a.shape.keys()].filter((d) => d !== along).concat(along);
  const moved = transpose(a, order);
  const n = a.shape[along];
  const rows = Array.from({ length: n === 0 ? 0 : a.data.length / n }, (_, i) =>
    Array.from(f(moved.data.slice(i * n, (i + 1) * n))),
  );
  const length = rows.length > 0 ? rows[0].length : n;
  const result = fromFlat(rows.flat(), [...moved.shape.slice(0, -1), length]);
  return transpose(
    result,
    order.map((_, d) => order.indexOf(d)),
  );
}

interface ScanOptions {
  reverse?: boolean;
  exclusive?: boolean;
}

const scan =
  (first: number, step: (running: number, x: number) => number) =>
  (x: NdArrayLike, axis = 0, { reverse = false, exclusive = false }: ScanOptions = {}): NdArray =>
    alongAxis(x, axis, (row) => {
      const result = new Float64Array(row.length);
      let running = first;
      for (let k = 0; k < row.length; k++) {
        const i = reverse ? row.length - 1 - k : k;
        const after = step(running, row[i]);
        result[i] = exclusive ? running : after;
        running = after;
      }
      return result;
    });

export const cumsum = scan(0, (running, x) => running + x);
export const cumprod = scan(1, (running, x) => running * x);

interface SortOptions {
  descending?: boolean;
}

/** NaN is larger than every number, and equal to itself. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}

const stableOrder = (row: Float64Array, { descending = false }: SortOptions): number[] =>
  Array.from(row.keys()).sort(
    (i, j) => (descending ? compare(row[j], row[i]) : compare(row[i], row[j])) || i - j,
  );

export const argSort = (x: NdArrayLike, axis = -1, options: SortOptions = {}): NdArray =>
  alongAxis(x, axis, (row) => stableOrder(row, options));

export const sort = (x: NdArrayLike, axis = -1, options: SortOptions = {}): NdArray =>
  alongAxis(x, axis, (row) => stableOrder(row, options).map((i) => row[i]));

export function topK(x: NdArrayLike, k: number): { values: NdArray; indices: NdArray } {
  const order = (row: Float64Array): number[] => stableOrder(row, { descending: true }).slice(0, k);
  return {
    values: alongAxis(x, -1, (row) => order(row).map((i) => row[i])),
    indices: alongAxis(x, -1, order),
  };
}
