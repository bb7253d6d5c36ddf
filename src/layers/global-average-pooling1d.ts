import { globalAveragePool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type GlobalPoolingOptions, globalPooling } from './pooling.ts';

/** Mean of each channel: [steps, channels] -> [channels]. Keras: GlobalAveragePooling1D. */
export const globalAveragePooling1d = (options: GlobalPoolingOptions = {}): Layer =>
  globalPooling('globalAveragePooling1d', 1, globalAveragePool, options);
