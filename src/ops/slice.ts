import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { add, constant } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * The block that begins at `begin` and has shape `size` (-1: up to the end of that axis). A view.
 * TensorFlow: slice.
 *
 * @formula y[i] = x[begin + i]
 * @shape any → `size`
 * @gradient dx = dy inside of the block, else 0
 * @example
 * gl.slice([[1, 2, 3], [4, 5, 6]], [0, 1], [2, 2])
 * // [[2. 3.]
 * //  [5. 6.]]
 */
export function slice(x: TensorLike, begin: readonly number[], size: readonly number[]): Tensor {
  const input = convert(x);
  const shape = size.map((n, d) => (n === -1 ? input.shape[d] - begin[d] : n));
  const fits =
    begin.length === input.rank &&
    size.length === input.rank &&
    [...begin, ...shape].every((n) => Number.isInteger(n) && n >= 0) &&
    shape.every((n, d) => begin[d] + n <= input.shape[d]);
  if (!fits) {
    throw new ShapeError(
      `slice: begin ${shapeText(begin)} and size ${shapeText(size)} do not lie inside shape ${shapeText(input.shape)}.`,
    );
  }
  if (shape.every((n, d) => n === input.shape[d])) return input;
  return apply(
    {
      kind: 'view',
      name: 'slice',
      attributes: begin.join(', '),
      index: (index) => index.map((i, d) => add(i, constant(begin[d]))),
      gradient: ({ dy }) => [dy.pad(input.shape.map((n, d) => [begin[d], n - begin[d] - shape[d]]))],
    },
    [input],
    shape,
    input.dtype,
  );
}
