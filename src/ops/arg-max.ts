import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { arange } from './creation.ts';
import { HIGHEST_INT, max, min } from './max.ts';

/**
 * Position of the largest element along an axis (default: the last), int32; the first of equals.
 * NaN counts as largest. An empty axis is an error. NumPy: argmax.
 *
 * @formula y = the first i for which x[i] = max(x)
 * @shape any → without the axis
 * @gradient Not differentiable.
 * @example gl.argMax([[1, 5, 2], [7, 0, 7]]) // [1 0]
 */
export const argMax = (x: TensorLike, axis = -1): Tensor => position('argMax', max, x, axis);

/**
 * Position of the smallest element along an axis (default: the last), int32; the first of equals.
 * NaN counts as smallest. An empty axis is an error. NumPy: argmin.
 *
 * @formula y = the first i for which x[i] = min(x)
 * @shape any → without the axis
 * @gradient Not differentiable.
 * @example gl.argMin([[1, 5, 2], [7, 0, 7]]) // [0 1]
 */
export const argMin = (x: TensorLike, axis = -1): Tensor => position('argMin', min, x, axis);

/** The first position whose element is the extreme one; two passes, shared with a softmax of the same rows. */
function position(call: string, extremum: typeof max, x: TensorLike, axis: number): Tensor {
  const given = convert(x);
  const input = given.dtype === 'bool' ? cast(given, 'int32') : given;
  const along = normalizeAxis(call, axis, input.rank);
  if (input.shape[along] === 0) {
    throw new ShapeError(
      `${call}: axis ${axis} of shape ${shapeText(input.shape)} is empty and has no position.`,
    );
  }
  const wanted = input.equal(extremum(input, along, { keepDims: true }));
  // Nothing equals NaN, but if there is one, it is the extreme element.
  const found = input.dtype === 'float32' ? wanted.logicalOr(input.notEqual(input)) : wanted;
  const positions = arange(input.shape[along]).reshape(input.shape.map((n, d) => (d === along ? n : 1)));
  return min(positions.where(found, HIGHEST_INT), along);
}
