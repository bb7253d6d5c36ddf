import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import * as ops from '../ops/dropout.ts';
import { nextSeed } from '../ops/random.ts';
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
    return training ? ops.dropout(x, this.rate, { seed: this.#seed, counter: iteration }) : x;
  }
}

/** In training sets inputs to zero at random and scales the others by 1 / (1 - rate); else passes them on. */
export const dropout = (options: DropoutOptions | number): Layer =>
  new Dropout(typeof options === 'number' ? { rate: options } : options);
