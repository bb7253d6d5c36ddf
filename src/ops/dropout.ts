import { ArgumentError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { type RandomOptions, uniform } from './random.ts';

/**
 * Sets elements to zero, each with probability `rate` (0 <= rate < 1), and scales the others by
 * 1 / (1 - rate). The mask follows from seed and counter: the derivative computes it again instead
 * of keeping it. Keras: random.dropout.
 *
 * @formula y = x / (1 - rate) where kept, else 0
 * @shape any → the same
 * @gradient dx = dy / (1 - rate) where kept, else 0
 * @throws ArgumentError: a rate outside of [0, 1).
 * @example gl.dropout([1, 2, 3, 4], 0.5, { seed: 1 }) // [2. 0. 6. 8.]
 */
export function dropout(x: TensorLike, rate: number, options: RandomOptions = {}): Tensor {
  const input = cast(convert(x), 'float32');
  if (!(rate >= 0 && rate < 1)) {
    throw new ArgumentError(
      `dropout: rate must be a number from 0 up to, but not including, 1; got ${String(rate)}.`,
    );
  }
  if (rate === 0) return input;
  return input.mul(1 / (1 - rate)).where(uniform(input.shape, options).greaterEqual(rate), 0);
}
