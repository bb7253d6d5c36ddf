import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/** The largest of all inputs, element by element; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Maximum. */
export const maximum = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('maximum', options, (inputs) => inputs.reduce((a, b) => a.maximum(b)));
