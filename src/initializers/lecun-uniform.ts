import type { Initializer, SeedOptions } from './initializer.ts';
import { varianceScaling } from './variance-scaling.ts';

/** Uniform within ±sqrt(3 / fanIn). Source: LeCun et al., "Efficient BackProp", 1998. */
export const lecunUniform = ({ seed }: SeedOptions = {}): Initializer => ({
  ...varianceScaling({ scale: 1, mode: 'fanIn', distribution: 'uniform', seed }),
  name: 'lecunUniform',
  config: { seed },
});
