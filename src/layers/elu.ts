import { ArgumentError } from '../core/errors.ts';
import { elu } from '../ops/elu.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface ELUOptions extends LayerOptions {
  /** Minus the limit for x to minus infinity. Default 1. */
  readonly alpha?: number;
}

/**
 * x where x > 0, alpha * (exp(x) - 1) elsewhere. The shape stays. Clevert et al. 2015,
 * arXiv:1511.07289. Keras: ELU.
 */
export function eLU(options: ELUOptions = {}): Layer {
  const { alpha = 1 } = options;
  if (!Number.isFinite(alpha)) {
    throw new ArgumentError(`layers.eLU: alpha must be a finite number, got ${String(alpha)}.`);
  }
  return new FunctionLayer('eLU', options, { options: ['alpha'], call: (x) => elu(x, alpha), mask: 'kept' });
}
