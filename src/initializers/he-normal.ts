import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Truncated normal with variance 2 / fanIn, for relu. Source: He et al., arXiv 1502.01852. */
export const heNormal = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 2, mode: 'fanIn', distribution: 'truncatedNormal', seed }),
  name: 'heNormal',
  config: { seed },
});
