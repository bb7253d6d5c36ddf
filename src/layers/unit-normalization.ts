import { unitVectors } from '../ops/norm.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface UnitNormalizationOptions extends LayerOptions {
  /** The axes along which vectors lie; 0 is the batch. Default -1. */
  readonly axis?: number | readonly number[];
}

/** The smallest length that a vector is divided by. */
const SMALLEST = 1e-12;

/** Each vector divided by its length, but at least by 1e-12. The shape stays. Keras: UnitNormalization. */
export function unitNormalization(options: UnitNormalizationOptions = {}): Layer {
  const { axis = -1 } = options;
  return new FunctionLayer('unitNormalization', options, {
    options: ['axis'],
    call: (x) => unitVectors(x, axis, SMALLEST),
    along: axis,
    mask: 'kept',
  });
}
