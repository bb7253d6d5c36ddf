import { maxPool2d } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type PoolingOptions, pooling } from './pooling.ts';

/**
 * Largest element of each window and channel: [height, width, channels] -> [windows down, windows across, channels].
 * Defaults: poolSize 2, strides poolSize, padding 'valid' (with 'same', padding is never the largest). Keras: MaxPooling2D.
 */
export const maxPooling2d = (options: PoolingOptions = {}): Layer =>
  pooling('maxPooling2d', 2, maxPool2d, options);
