import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface SoftmaxOptions extends LayerOptions {
  /** The axis along which the outputs add up to 1; 0 is the batch. Default -1. */
  readonly axis?: number;
}

/** exp(x) / sum(exp(x)) along an axis. The shape stays. Keras: Softmax. */
export const softmax = ({ axis = -1, ...options }: SoftmaxOptions = {}): Layer =>
  new FunctionLayer('softmax', options, { call: (x) => x.softmax(axis), along: axis });
