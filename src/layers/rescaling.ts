import { ArgumentError } from '../core/errors.ts';
import { FunctionLayer } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface RescalingOptions extends LayerOptions {
  /** What inputs are multiplied by, such as 1 / 255. */
  readonly scale: number;
  /** What is added then. Default 0. */
  readonly offset?: number;
}

/** x * scale + offset. The shape stays. Keras: Rescaling. */
export function rescaling(options: RescalingOptions): Layer {
  const { scale, offset = 0 } = options;
  if (!Number.isFinite(scale) || !Number.isFinite(offset)) {
    throw new ArgumentError(
      `layers.rescaling: scale and offset must be finite numbers, got ${String(scale)} and ${String(offset)}.`,
    );
  }
  return new FunctionLayer('rescaling', options, {
    options: ['scale', 'offset'],
    call: (x) => (offset === 0 ? x.mul(scale) : x.mul(scale).add(offset)),
    mask: 'kept',
  });
}
