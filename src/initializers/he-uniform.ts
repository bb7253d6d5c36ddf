import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Uniform within ±sqrt(6 / fanIn), for relu. Source: He et al., arXiv 1502.01852. */
export const heUniform = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 2, mode: 'fanIn', distribution: 'uniform', seed }),
  name: 'heUniform',
  config: { seed },
});
