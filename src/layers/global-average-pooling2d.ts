import { globalAveragePool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type GlobalPoolingOptions, globalPooling } from './pooling.ts';

/** Mean of each channel: [height, width, channels] -> [channels]. Keras: GlobalAveragePooling2D. */
export const globalAveragePooling2d = (options: GlobalPoolingOptions = {}): Layer =>
  globalPooling('globalAveragePooling2d', 2, globalAveragePool, options);
