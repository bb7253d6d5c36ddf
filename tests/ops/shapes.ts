import type { Shape } from '../support/check-op.ts';

/** Pairs of equal shapes around the workgroup's size, then pairs that broadcast. */
export const pairs: readonly (readonly Shape[])[] = [
  ...[1, 63, 64, 65, 1000, 65537].map((n) => [[n], [n]]),
  [[3, 1, 5], [4, 5]],
  [[], [7]],
  [[2, 3], []],
  [[9, 1], [1, 7]],
]; // biome-ignore format: a table

/** Pairs for gradients: equal, stretched on both sides, and a scalar. */
export const gradientPairs: readonly (readonly Shape[])[] = [
  [[65], [65]],
  [[3, 1, 5], [4, 5]],
  [[2, 3], []],
]; // biome-ignore format: a table

/** What IEEE 754 singles out, and where functions saturate. */
export const specials: readonly number[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2.5,
  -2.5,
  100,
  -100,
  1e4,
  -1e4,
  1e30,
  -1e30,
  1e-30,
  -1e-30,
];

/** Every special value against every other. */
export const specialPairs: readonly (readonly number[])[] = [
  specials.flatMap((a) => specials.map(() => a)),
  specials.flatMap(() => specials),
];
