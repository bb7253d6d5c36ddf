import type { DType } from '../core/dtype.ts';
import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Shape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { tensor } from './convert.ts';

/**
 * A tensor without axes, from one number. TensorFlow.js: scalar.
 *
 * @throws ShapeError: `value` is an array.
 * @example
 * gl.scalar(7).shape // []
 */
export const scalar = (value: number | boolean, dtype?: DType): Tensor =>
  ranked('scalar', 0, value, undefined, dtype);

/**
 * A tensor with one axis, from an array or a typed array. TensorFlow.js: tensor1d.
 *
 * @throws ShapeError: `values` has another number of axes.
 * @example
 * gl.tensor1d([1, 2, 3]).shape // [3]
 */
export const tensor1d = (values: TensorLike, dtype?: DType): Tensor =>
  ranked('tensor1d', 1, values, undefined, dtype);

/**
 * A matrix, from rows, or from flat values and a shape. TensorFlow.js: tensor2d.
 *
 * @throws ShapeError: `values` (or `shape`) has another number of axes.
 * @example
 * gl.tensor2d([1, 2, 3, 4], [2, 2])
 * // [[1. 2.]
 * //  [3. 4.]]
 */
export const tensor2d = (values: TensorLike, shape?: Shape, dtype?: DType): Tensor =>
  ranked('tensor2d', 2, values, shape, dtype);

/**
 * A tensor with three axes, from nested arrays, or from flat values and a shape. TensorFlow.js: tensor3d.
 *
 * @throws ShapeError: `values` (or `shape`) has another number of axes.
 * @example
 * gl.tensor3d([1, 2, 3, 4], [2, 1, 2]).shape // [2, 1, 2]
 */
export const tensor3d = (values: TensorLike, shape?: Shape, dtype?: DType): Tensor =>
  ranked('tensor3d', 3, values, shape, dtype);

/**
 * A tensor with four axes, such as a batch of pictures, from nested arrays, or from flat values and a shape.
 * TensorFlow.js: tensor4d.
 *
 * @throws ShapeError: `values` (or `shape`) has another number of axes.
 * @example
 * gl.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]).shape // [1, 2, 2, 1]
 */
export const tensor4d = (values: TensorLike, shape?: Shape, dtype?: DType): Tensor =>
  ranked('tensor4d', 4, values, shape, dtype);

function ranked(
  call: string,
  rank: number,
  values: TensorLike,
  shape: Shape | undefined,
  dtype: DType | undefined,
): Tensor {
  const made = tensor(values, shape, dtype);
  if (made.rank === rank) return made;
  throw new ShapeError(
    `${call}: expected ${rank} axes, got shape ${shapeText(made.shape)}. Pass the shape, or use gl.tensor.`,
  );
}
