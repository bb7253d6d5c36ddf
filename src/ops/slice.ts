import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { add, constant } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * The block that begins at `begin` and has shape `size` (-1: up to the end of that axis). A view. A number stands
 * for a list of one; axes that the lists leave out are taken whole from where they begin.
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
export function slice(
  x: TensorLike,
  begin: number | readonly number[],
  size: number | readonly number[] = [],
): Tensor {
  const input = convert(x);
  const [starts, sizes] = [[begin].flat(), [size].flat()];
  const from = input.shape.map((_, d) => starts[d] ?? 0);
  const shape = input.shape.map((n, d) => ((sizes[d] ?? -1) === -1 ? n - from[d] : sizes[d]));
  const fits =
    starts.length <= input.rank &&
    sizes.length <= input.rank &&
    [...from, ...shape].every((n) => Number.isInteger(n) && n >= 0) &&
    shape.every((n, d) => from[d] + n <= input.shape[d]);
  if (!fits) {
    throw new ShapeError(
      `slice: begin ${shapeText(starts)} and size ${shapeText(sizes)} do not lie inside shape ${shapeText(input.shape)}.`,
    );
  }
  if (shape.every((n, d) => n === input.shape[d])) return input;
  return apply(
    {
      kind: 'view',
      name: 'slice',
      attributes: from.join(', '),
      index: (index) => index.map((i, d) => add(i, constant(from[d]))),
      gradient: ({ dy }) => [dy.pad(input.shape.map((n, d) => [from[d], n - from[d] - shape[d]]))],
    },
    [input],
    shape,
    input.dtype,
  );
}
