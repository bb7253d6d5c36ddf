import { fill, type Initializer, type SeedOptions } from './initializer.ts';

export interface RandomUniformOptions extends SeedOptions {
  /** Lower bound. Default -0.05. */
  readonly minval?: number;
  /** Upper bound. Default 0.05. */
  readonly maxval?: number;
}

/** Uniform between `minval` and `maxval`. */
export function randomUniform({
  minval = -0.05,
  maxval = 0.05,
  seed,
}: RandomUniformOptions = {}): Initializer {
  return {
    name: 'randomUniform',
    config: { minval, maxval, seed },
    values: (shape) => fill(shape, seed, (random) => minval + (maxval - minval) * random.uniform()),
  };
}
