import type { NdArray } from './array.ts';

export interface Difference {
  /** The flat index of the element that was moved. */
  readonly index: number;
  readonly slope: number;
}

/**
 * Central differences of a float64 scalar function with respect to chosen elements of one of its arguments.
 * `step` is relative to the element's size where that exceeds 1. The error is about 1e-10 for smooth
 * functions of moderate values: far below what float32 can show.
 */
export function differences(
  f: (...args: NdArray[]) => number,
  args: readonly NdArray[],
  which: number,
  { indices = args[which].data.keys(), step = 1e-5 }: { indices?: Iterable<number>; step?: number } = {},
): Difference[] {
  const data = args[which].data.slice();
  const moved = args.map((a, i) => (i === which ? { shape: a.shape, data } : a));
  return Array.from(indices, (index) => {
    const x = data[index];
    const h = step * Math.max(1, Math.abs(x));
    data[index] = x + h;
    const above = f(...moved);
    data[index] = x - h;
    const below = f(...moved);
    data[index] = x;
    return { index, slope: (above - below) / (2 * h) };
  });
}

/** The whole numeric gradient, in the shape of the argument. */
export function numericGradient(
  f: (...args: NdArray[]) => number,
  args: readonly NdArray[],
  which: number,
): NdArray {
  return {
    shape: args[which].shape,
    data: Float64Array.from(differences(f, args, which), (difference) => difference.slope),
  };
}

/** Second derivatives of an elementwise function; the error is about 1e-6 for moderate fourth derivatives. */
export function secondDifferences(f: (x: NdArray) => NdArray, x: NdArray, step = 1e-3): NdArray {
  const at = (shift: number) => f({ shape: x.shape, data: x.data.map((value) => value + shift) }).data;
  const [below, middle, above] = [at(-step), at(0), at(step)];
  return {
    shape: x.shape,
    data: middle.map((value, i) => (above[i] - 2 * value + below[i]) / step ** 2),
  };
}
