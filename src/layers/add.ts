import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/** The sum of all inputs; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Add. */
export const add = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('add', options, (inputs) => inputs.reduce((a, b) => a.add(b)));
