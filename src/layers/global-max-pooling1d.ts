import { globalMaxPool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type GlobalPoolingOptions, globalPooling } from './pooling.ts';

/** Largest element of each channel: [steps, channels] -> [channels]. Keras: GlobalMaxPooling1D. */
export const globalMaxPooling1d = (options: GlobalPoolingOptions = {}): Layer =>
  globalPooling('globalMaxPooling1d', 1, globalMaxPool, options);
