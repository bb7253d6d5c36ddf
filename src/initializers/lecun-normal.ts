import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Truncated normal with variance 1 / fanIn, for selu. Source: LeCun et al., "Efficient BackProp", 1998. */
export const lecunNormal = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 1, mode: 'fanIn', distribution: 'truncatedNormal', seed }),
  name: 'lecunNormal',
  config: { seed },
});
