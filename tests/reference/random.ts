import { type NdArray, sizeOf } from './array.ts';

/** A seeded stream of numbers in [0, 1): mulberry32. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed that differs in every run; print it where a failure has to be repeated. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 4294967296);
}

/** Uniform values that float32 holds exactly. */
export function randomUniform(random: Random, shape: readonly number[], low = -1, high = 1): NdArray {
  const data = new Float64Array(sizeOf(shape)).map(() => Math.fround(low + (high - low) * random()));
  return { shape: [...shape], data };
}

/** Whole numbers from `low` up to, but not including, `high`. */
export function randomIntegers(random: Random, shape: readonly number[], low: number, high: number): NdArray {
  const data = new Float64Array(sizeOf(shape)).map(() => low + Math.floor((high - low) * random()));
  return { shape: [...shape], data };
}

/** A permutation of 0 to n - 1. */
export function shuffled(random: Random, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
