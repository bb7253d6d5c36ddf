import type { Tensor } from '../graph/tensor.ts';
import { globalAveragePool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { type GlobalPoolingOptions, globalPooling } from './pooling.ts';

/**
 * Mean of each channel: [steps, channels] -> [channels]. Of masked sequences, the mean over the steps
 * that count; 0 where none does (Keras: NaN). Keras: GlobalAveragePooling1D.
 */
export const globalAveragePooling1d = (options: GlobalPoolingOptions = {}): Layer =>
  globalPooling('globalAveragePooling1d', 1, average, options, 'used');

function average(x: Tensor, mask: Tensor | null): Tensor {
  if (!mask) return globalAveragePool(x);
  const counting = mask.expandDims(-1);
  return x.where(counting, 0).sum(1).div(counting.cast('float32').sum(1).maximum(1));
}
