import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface UnitNormalizationOptions extends LayerOptions {
  /** The axes along which vectors lie; 0 is the batch. Default -1. */
  readonly axis?: number | readonly number[];
}

/** Square of the smallest length that a vector is divided by. */
const SMALLEST = 1e-24;

/** Each vector divided by its length, but at least by 1e-12. The shape stays. Keras: UnitNormalization. */
export const unitNormalization = ({ axis = -1, ...options }: UnitNormalizationOptions = {}): Layer =>
  new FunctionLayer('unitNormalization', options, {
    call: (x) => x.mul(x.square().sum(axis, { keepDims: true }).maximum(SMALLEST).rsqrt()),
    along: axis,
  });
