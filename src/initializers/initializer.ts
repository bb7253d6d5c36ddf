import type { Config, PartJson } from '../core/config.ts';
import { RandomStream } from '../core/random.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { nextSeed } from '../ops/random.ts';

/** Makes the first values of a weight, on the CPU. */
export interface Initializer {
  readonly name: string;
  /** The options it was made with. */
  readonly config: Config;
  /** Row-major values for a weight of this shape. */
  values(shape: Shape): Float32Array;
}

/** What is accepted where an initializer is expected: a name, JSON, or one that was made. */
export type InitializerLike = string | PartJson | Initializer;

export interface SeedOptions {
  /** An integer: the same values at every call. Default: drawn from the global seed. */
  readonly seed?: number;
}

/** The random numbers of one call. With a seed of its own an initializer repeats itself, as in Keras. */
export const streamOf = (seed: number | undefined): RandomStream => new RandomStream(seed ?? nextSeed());

/** A value of `draw` for each element. */
export function fill(
  shape: Shape,
  seed: number | undefined,
  draw: (random: RandomStream) => number,
): Float32Array {
  const random = streamOf(seed);
  return Float32Array.from({ length: sizeOf(shape) }, () => draw(random));
}
