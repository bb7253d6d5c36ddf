import { FunctionLayer } from './function-layer.ts';
import { checkPositiveInteger, type Layer, type LayerOptions } from './layer.ts';

export interface RepeatVectorOptions extends LayerOptions {
  /** How often. */
  readonly n: number;
}

/** Each example n times in a row: [features] -> [n, features]. Keras: RepeatVector. */
export function repeatVector(given: RepeatVectorOptions | number): Layer {
  const options = typeof given === 'number' ? { n: given } : given;
  const { n } = options;
  checkPositiveInteger('layers.repeatVector', 'n', n);
  return new FunctionLayer('repeatVector', options, {
    options: ['n'],
    call: (x) => x.expandDims(1).broadcastTo([x.shape[0], n, x.shape[1]]),
    axes: ['features'],
    outputShape: (shape) => [n, ...shape],
  });
}
