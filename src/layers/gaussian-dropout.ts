import { normal } from '../ops/random.ts';
import type { Layer } from './layer.ts';
import { type RateOptions, randomly } from './randomly.ts';

/**
 * In training multiplies inputs by normally distributed numbers with mean 1 and standard deviation
 * sqrt(rate / (1 - rate)); else passes them on. Srivastava et al. 2014. Keras: GaussianDropout.
 */
export const gaussianDropout = (options: RateOptions | number): Layer =>
  randomly('gaussianDropout', options, (x, rate, stream) =>
    x.mul(normal(x.shape, { mean: 1, stddev: Math.sqrt(rate / (1 - rate)), ...stream })),
  );
