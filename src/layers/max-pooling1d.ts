import { maxPool1d } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type PoolingOptions, pooling } from './pooling.ts';

/**
 * Largest element of each window and channel: [steps, channels] -> [windows, channels].
 * Defaults: poolSize 2, strides poolSize, padding 'valid' (with 'same', padding is never the largest). Keras: MaxPooling1D.
 */
export const maxPooling1d = (options: PoolingOptions = {}): Layer =>
  pooling('maxPooling1d', 1, maxPool1d, options);
