import { countingOnly, ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/**
 * The smallest of all inputs, element by element; lengths of 1 are broadcast: [...] and [...] -> [...].
 * Masked steps of one input give way to those of the others. Keras: Minimum.
 */
export const minimum = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge(
    'minimum',
    options,
    countingOnly((a, b) => a.minimum(b)),
  );
