import { ElementwiseMerge } from './elementwise-merge.ts';
import type { Layer, LayerOptions } from './layer.ts';

/** The mean of all inputs, element by element; lengths of 1 are broadcast: [...] and [...] -> [...]. Keras: Average. */
export const average = (options: LayerOptions = {}): Layer =>
  new ElementwiseMerge('average', options, (inputs) =>
    inputs.reduce((a, b) => a.add(b)).mul(1 / inputs.length),
  );
