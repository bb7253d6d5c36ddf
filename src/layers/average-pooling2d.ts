import { averagePool2d } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type PoolingOptions, pooling } from './pooling.ts';

/**
 * Mean of each window and channel: [height, width, channels] -> [windows down, windows across, channels].
 * Defaults: poolSize 2, strides poolSize, padding 'valid' (with 'same', padding is not counted). Keras: AveragePooling2D.
 */
export const averagePooling2d = (options: PoolingOptions = {}): Layer =>
  pooling('averagePooling2d', 2, averagePool2d, options);
