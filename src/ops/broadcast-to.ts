import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sameShape, validateShape } from '../core/shape.ts';
import { ZERO } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * Repeats axes of length 1, and adds axes in front, as NumPy's broadcast_to. A view.
 *
 * @formula y[.., i, ..] = x[.., i, ..], or x[.., 0, ..] along axes of length 1
 * @shape any → `shape`
 * @gradient dx = dy, summed over what was repeated
 * @example
 * gl.broadcastTo([1, 2], [2, 2])
 * // [[1. 2.]
 * //  [1. 2.]]
 */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  const input = convert(x);
  if (sameShape(input.shape, shape)) return input;
  validateShape('broadcastTo', shape);
  const extra = shape.length - input.rank;
  if (extra < 0 || input.shape.some((n, d) => n !== 1 && n !== shape[d + extra])) {
    throw new ShapeError(
      `broadcastTo: shape ${shapeText(input.shape)} does not broadcast to ${shapeText(shape)}: ` +
        'axes must match from the right, or be 1.',
    );
  }
  const repeated = shape.map((_, d) => d).filter((d) => d < extra || input.shape[d - extra] !== shape[d]);
  return apply(
    {
      kind: 'view',
      name: 'broadcastTo',
      index: (index) => input.shape.map((n, d) => (n === 1 ? ZERO : index[d + extra])),
      gradient: ({ dy }) => [dy.sum(repeated).reshape(input.shape)],
    },
    [input],
    [...shape],
    input.dtype,
  );
}
