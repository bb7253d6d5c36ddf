import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Uniform within ±sqrt(6 / (fanIn + fanOut)); the default for kernels. Source: Glorot and Bengio, AISTATS 2010. */
export const glorotUniform = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 1, mode: 'fanAvg', distribution: 'uniform', seed }),
  name: 'glorotUniform',
  config: { seed },
});
