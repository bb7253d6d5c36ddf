import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { nextSeed, uniform } from '../ops/random.ts';
import { type CallContext, Layer, type LayerOptions } from './layer.ts';

export interface DropoutOptions extends LayerOptions {
  /** Share of the inputs that becomes zero in training: 0 <= rate < 1. */
  readonly rate: number;
  /** Default: drawn from the global seed. */
  readonly seed?: number;
}

class Dropout extends Layer {
  readonly kind = 'dropout';
  readonly rate: number;
  readonly #seed: number;

  constructor(options: DropoutOptions) {
    super(options);
    const { rate, seed } = options;
    if (!(rate >= 0 && rate < 1)) {
      throw new ArgumentError(
        `layers.dropout: rate must be a number from 0 up to, but not including, 1; got ${String(rate)}.`,
      );
    }
    this.rate = rate;
    this.#seed = seed ?? nextSeed();
  }

  /** The mask follows from the seed and the step: forward and backward pass compute it, nobody stores it. */
  call(x: Tensor, { training, iteration }: CallContext): Tensor {
    if (!training || this.rate === 0) return x;
    const keep = uniform(x.shape, { seed: this.#seed, counter: iteration }).greaterEqual(this.rate);
    return x.mul(1 / (1 - this.rate)).where(keep, 0);
  }
}

/** In training sets inputs to zero at random and scales the others by 1 / (1 - rate); else passes them on. */
export const dropout = (options: DropoutOptions | number): Layer =>
  new Dropout(typeof options === 'number' ? { rate: options } : options);
