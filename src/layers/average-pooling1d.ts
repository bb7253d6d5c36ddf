import { averagePool1d } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type PoolingOptions, pooling } from './pooling.ts';

/**
 * Mean of each window and channel: [steps, channels] -> [windows, channels].
 * Defaults: poolSize 2, strides poolSize, padding 'valid' (with 'same', padding is not counted). Keras: AveragePooling1D.
 */
export const averagePooling1d = (options: PoolingOptions = {}): Layer =>
  pooling('averagePooling1d', 1, averagePool1d, options);
