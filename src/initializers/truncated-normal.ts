import type { RandomStream } from '../core/random.ts';
import { fill, type Initializer } from './initializer.ts';
import type { RandomNormalOptions } from './random-normal.ts';

/** A standard normal number, drawn again until it lies within two standard deviations. */
export function truncatedStandardNormal(random: RandomStream): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/** Normally distributed, without values further than two standard deviations from the mean. */
export function truncatedNormal({ mean = 0, stddev = 0.05, seed }: RandomNormalOptions = {}): Initializer {
  return {
    name: 'truncatedNormal',
    config: { mean, stddev, seed },
    values: (shape) => fill(shape, seed, (random) => mean + stddev * truncatedStandardNormal(random)),
  };
}
