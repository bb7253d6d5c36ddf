import { ArgumentError } from '../core/errors.ts';
import { leakyRelu } from '../ops/relu.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface LeakyReLUOptions extends LayerOptions {
  /** Default 0.3. */
  readonly negativeSlope?: number;
  /** The same in TensorFlow.js and Keras 2. */
  readonly alpha?: number;
}

/** x where x > 0, negativeSlope * x elsewhere. The shape stays. Keras: LeakyReLU. */
export function leakyReLU(options: LeakyReLUOptions = {}): Layer {
  const { alpha = 0.3, negativeSlope = alpha } = options;
  if (!(negativeSlope >= 0)) {
    throw new ArgumentError(
      `layers.leakyReLU: negativeSlope must be a number of at least 0, got ${String(negativeSlope)}.`,
    );
  }
  return new FunctionLayer('leakyReLU', options, {
    options: ['negativeSlope', 'alpha'],
    call: (x) => leakyRelu(x, negativeSlope),
    mask: 'kept',
  });
}
