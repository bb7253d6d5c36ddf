import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { nextSeed, type RandomOptions } from '../ops/random.ts';
import { FunctionLayer, type LayerFunction } from './function-layer.ts';
import type { Layer, LayerOptions } from './layer.ts';

export interface RateOptions extends LayerOptions {
  /** Share of the inputs that becomes zero in training: 0 <= rate < 1. */
  readonly rate: number;
  /** Default: drawn from the global seed. */
  readonly seed?: number;
}

/**
 * A layer that disturbs its input in training with a strength between 0 and 1. What is random follows
 * from the seed and the step: forward and backward pass compute it, nobody stores it.
 */
export function randomly(
  kind: string,
  given: RateOptions | number,
  disturb: (x: Tensor, rate: number, stream: RandomOptions) => Tensor,
  layer: Partial<Pick<LayerFunction, 'options' | 'axes' | 'outputShape'>> = {},
): Layer {
  const asked: RateOptions = typeof given === 'number' ? { rate: given } : given;
  const { rate, seed = nextSeed() } = asked;
  if (!(rate >= 0 && rate < 1)) {
    throw new ArgumentError(
      `layers.${kind}: rate must be a number from 0 up to, but not including, 1; got ${String(rate)}.`,
    );
  }
  const options: RateOptions = { ...asked, seed };
  return new FunctionLayer(kind, options, {
    options: ['rate', 'seed'],
    call: (x, { training, iteration }) => (training ? disturb(x, rate, { seed, counter: iteration }) : x),
    mask: 'kept',
    ...layer,
  });
}
