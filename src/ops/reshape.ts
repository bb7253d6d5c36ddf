import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxes, type Shape, sameShape, sizeOf } from '../core/shape.ts';
import { flatten, unflatten } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * The same elements in row-major order under another shape; one length may be -1. A view.
 *
 * @formula the k-th element of y = the k-th element of x
 * @shape any → `shape`, with as many elements
 * @gradient dx = dy in the shape of x
 * @example
 * gl.reshape([1, 2, 3, 4], [2, -1])
 * // [[1. 2.]
 * //  [3. 4.]]
 */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  const input = convert(x);
  const target = inferShape(input, shape);
  if (sameShape(input.shape, target)) return input;
  return apply(
    {
      kind: 'view',
      name: 'reshape',
      index: (index) => unflatten(flatten(index, target), input.shape),
      gradient: ({ dy }) => [dy.reshape(input.shape)],
    },
    [input],
    target,
    input.dtype,
  );
}

/**
 * Adds an axis of length 1 in front of `axis` (-1: behind the last). A view.
 *
 * @formula y[.., 0, ..] = x[..]
 * @shape any → with another axis of length 1
 * @gradient dx = dy in the shape of x
 * @example gl.expandDims([1, 2], 0).shape // [1, 2]
 */
export function expandDims(x: TensorLike, axis: number): Tensor {
  const input = convert(x);
  const rank = input.rank + 1;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ArgumentError(
      `expandDims: axis ${axis} is out of range for rank ${input.rank}; expected ${-rank} to ${rank - 1}.`,
    );
  }
  const shape = [...input.shape];
  shape.splice(axis < 0 ? axis + rank : axis, 0, 1);
  return reshape(input, shape);
}

/**
 * Removes axes of length 1 (default: all of them). A view.
 *
 * @formula y[..] = x[.., 0, ..]
 * @shape any → without axes of length 1
 * @gradient dx = dy in the shape of x
 * @example gl.squeeze([[1, 2]]).shape // [2]
 */
export function squeeze(x: TensorLike, axis?: number | readonly number[]): Tensor {
  const input = convert(x);
  const axes =
    axis === undefined
      ? input.shape.flatMap((n, d) => (n === 1 ? [d] : []))
      : normalizeAxes('squeeze', axis, input.rank);
  const long = axes.find((d) => input.shape[d] !== 1);
  if (long !== undefined) {
    throw new ShapeError(
      `squeeze: axis ${long} of shape ${shapeText(input.shape)} has length ${input.shape[long]}, not 1.`,
    );
  }
  return reshape(
    input,
    input.shape.filter((_, d) => !axes.includes(d)),
  );
}

function inferShape(input: Tensor, shape: Shape): number[] {
  const unknown = shape.indexOf(-1);
  const known = sizeOf(shape.filter((n) => n !== -1));
  const target = [...shape];
  if (unknown >= 0 && known > 0) target[unknown] = input.size / known;
  if (
    shape.filter((n) => n === -1).length > 1 ||
    sizeOf(target) !== input.size ||
    !target.every((n) => Number.isInteger(n) && n >= 0)
  ) {
    throw new ShapeError(
      `reshape: ${shapeText(input.shape)} has ${input.size} elements and cannot become ${shapeText(shape)}. ` +
        'The product of the lengths must stay the same; at most one may be -1, where no other is 0.',
    );
  }
  return target;
}
