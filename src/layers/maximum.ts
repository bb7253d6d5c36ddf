import { countingOnly, ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/**
 * The largest of all inputs, element by element; lengths of 1 are broadcast: [...] and [...] -> [...].
 * Masked steps of one input give way to those of the others. Keras: Maximum.
 */
export const maximum = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge(
    'maximum',
    options,
    countingOnly((a, b) => a.maximum(b)),
  );
