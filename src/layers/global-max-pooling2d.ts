import { globalMaxPool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type GlobalPoolingOptions, globalPooling } from './pooling.ts';

/** Largest element of each channel: [height, width, channels] -> [channels]. Keras: GlobalMaxPooling2D. */
export const globalMaxPooling2d = (options: GlobalPoolingOptions = {}): Layer =>
  globalPooling('globalMaxPooling2d', 2, globalMaxPool, options);
