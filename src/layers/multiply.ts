import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/** The product of all inputs; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Multiply. */
export const multiply = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('multiply', options, (inputs) => inputs.reduce((a, b) => a.mul(b)));
