import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Truncated normal with variance 2 / (fanIn + fanOut). Source: Glorot and Bengio, AISTATS 2010. */
export const glorotNormal = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal', seed }),
  name: 'glorotNormal',
  config: { seed },
});
