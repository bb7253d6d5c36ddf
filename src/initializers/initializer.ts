import { RandomStream } from '../core/random.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import { nextSeed } from '../ops/random.ts';

/** Makes the first values of a weight, on the CPU. */
export interface Initializer {
  readonly name: string;
  /** Row-major values for a weight of this shape. */
  values(shape: Shape): Float32Array;
}

export interface SeedOptions {
  /** An integer: the same values at every call. Default: drawn from the global seed. */
  readonly seed?: number;
}

/** `size` values of `draw`. With a seed of its own an initializer repeats itself, as in Keras. */
export function fill(
  shape: Shape,
  seed: number | undefined,
  draw: (random: RandomStream) => number,
): Float32Array {
  const random = new RandomStream(seed ?? nextSeed());
  return Float32Array.from({ length: sizeOf(shape) }, () => draw(random));
}
