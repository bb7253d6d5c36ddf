import { ArgumentError } from '../core/errors.ts';
import { relu } from '../ops/relu.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface ReLUOptions extends LayerOptions {
  /** What no output exceeds. Default: nothing. */
  readonly maxValue?: number | null;
  /** Slope below the threshold. Default 0. */
  readonly negativeSlope?: number;
  /** Inputs from here on pass unchanged. Default 0. */
  readonly threshold?: number;
}

/**
 * x where x >= threshold, negativeSlope * (x - threshold) elsewhere, and maxValue at most. The shape
 * stays. Keras: ReLU.
 */
export function reLU(options: ReLUOptions = {}): Layer {
  const { maxValue = null, negativeSlope = 0, threshold = 0 } = options;
  for (const [name, value] of Object.entries({ maxValue: maxValue ?? 0, negativeSlope, threshold })) {
    if (!(value >= 0)) {
      throw new ArgumentError(`layers.reLU: ${name} must be a number of at least 0, got ${String(value)}.`);
    }
  }
  return new FunctionLayer('reLU', options, {
    options: ['maxValue', 'negativeSlope', 'threshold'],
    call(x) {
      if (negativeSlope === 0 && threshold === 0 && maxValue === null) return relu(x);
      const y = x.where(x.greaterEqual(threshold), x.sub(threshold).mul(negativeSlope));
      return maxValue === null ? y : y.minimum(maxValue);
    },
    mask: 'kept',
  });
}
