import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/** The smallest of all inputs, element by element; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Minimum. */
export const minimum = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('minimum', options, (inputs) => inputs.reduce((a, b) => a.minimum(b)));
