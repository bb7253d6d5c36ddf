import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { withGradient } from './stop-gradient.ts';

/**
 * Weights that are positive and add up to 1 along an axis (default: the last), without overflow.
 *
 * @formula y = e^x / sum(e^x)
 * @gradient dx = y * (dy - sum(dy * y))
 * @example gl.softmax([1, 2, 3]) // [0.0900 0.2447 0.6652]
 */
export function softmax(x: TensorLike, axis = -1): Tensor {
  const { input, along, shifted } = shift('softmax', x, axis);
  if (input.size === 0) return input;
  const e = shifted.exp();
  return withGradient(e.div(e.sum(along, { keepDims: true })), [input], ({ output, dy }) => [
    dy.sub(dy.mul(output).sum(along, { keepDims: true })).mul(output),
  ]);
}

/**
 * Logarithm of the softmax along an axis (default: the last), accurate where softmax is near 0.
 *
 * @formula y = x - logSumExp(x)
 * @gradient dx = dy - softmax(x) * sum(dy)
 * @example gl.logSoftmax([1, 2, 3]) // [-2.4076 -1.4076 -0.4076]
 */
export function logSoftmax(x: TensorLike, axis = -1): Tensor {
  const { input, along, shifted } = shift('logSoftmax', x, axis);
  if (input.size === 0) return input;
  return withGradient(
    shifted.sub(shifted.exp().sum(along, { keepDims: true }).log()),
    [input],
    ({ output, dy }) => [dy.sub(output.exp().mul(dy.sum(along, { keepDims: true })))],
  );
}

/** x minus its largest element: the exponentials then lie in (0, 1]. */
function shift(call: string, x: TensorLike, axis: number): { input: Tensor; along: number; shifted: Tensor } {
  const input = cast(convert(x), 'float32');
  const along = normalizeAxis(call, axis, input.rank);
  const shifted = input.size === 0 ? input : input.sub(input.max(along, { keepDims: true }));
  return { input, along, shifted };
}
