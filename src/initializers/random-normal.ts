import { fill, type Initializer, type SeedOptions } from './initializer.ts';

export interface RandomNormalOptions extends SeedOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Standard deviation. Default 0.05. */
  readonly stddev?: number;
}

/** Normally distributed. */
export function randomNormal({ mean = 0, stddev = 0.05, seed }: RandomNormalOptions = {}): Initializer {
  return {
    name: 'randomNormal',
    config: { mean, stddev, seed },
    values: (shape) => fill(shape, seed, (random) => mean + stddev * random.normal()),
  };
}
