import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * Axes in another order (default: reversed): axis d of the result is axis permutation[d] of x. A view.
 *
 * @formula y[j, i] = x[i, j]
 * @shape axes of any lengths → the same in another order
 * @gradient dx = dy with its axes in the old order
 * @example
 * gl.transpose([[1, 2], [3, 4]])
 * // [[1. 3.]
 * //  [2. 4.]]
 */
export function transpose(x: TensorLike, permutation?: readonly number[]): Tensor {
  const input = convert(x);
  const order = (permutation ?? input.shape.map((_, d) => input.rank - 1 - d)).map((d) =>
    d < 0 ? d + input.rank : d,
  );
  const sorted = [...order].sort((a, b) => a - b);
  if (order.length !== input.rank || sorted.some((axis, d) => axis !== d)) {
    throw new ArgumentError(
      `transpose: ${shapeText(permutation ?? [])} is not a permutation of the ${input.rank} axes of shape ${shapeText(input.shape)}.`,
    );
  }
  if (order.every((axis, d) => axis === d)) return input;
  const inverse = order.map((_, d) => order.indexOf(d));
  return apply(
    {
      kind: 'view',
      name: 'transpose',
      attributes: order.join(', '),
      index: (index) => inverse.map((d) => index[d]),
      gradient: ({ dy }) => [dy.transpose(inverse)],
    },
    [input],
    order.map((axis) => input.shape[axis]),
    input.dtype,
  );
}
