import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis, sameShape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { concat } from './concat.ts';
import { convert } from './convert.ts';
import { expandDims, squeeze } from './reshape.ts';
import { split } from './split.ts';

/**
 * Tensors of one shape side by side along a new axis (default: the first). NumPy: stack.
 *
 * @formula y[k, ..] = xk[..]
 * @shape all the same → with one more axis, as long as there are tensors
 * @gradient dxk = dy[k, ..]
 * @example
 * gl.stack([[1, 2], [3, 4]])
 * // [[1. 2.]
 * //  [3. 4.]]
 */
export function stack(tensors: readonly TensorLike[], axis = 0): Tensor {
  const inputs = tensors.map((value) => convert(value));
  if (inputs.length === 0) throw new ArgumentError('stack: expected at least one tensor, got none.');
  const [first] = inputs;
  const other = inputs.find((input) => !sameShape(input.shape, first.shape));
  if (other) {
    throw new ShapeError(`stack: shapes ${shapeText(first.shape)} and ${shapeText(other.shape)} differ.`);
  }
  const along = normalizeAxis('stack', axis, first.rank + 1);
  return concat(
    inputs.map((input) => expandDims(input, along)),
    along,
  );
}

/**
 * The slices along an axis (default: the first), without that axis. Views. NumPy: unstack.
 *
 * @formula yk[..] = x[k, ..]
 * @shape any → without the axis, each
 * @gradient dx[k, ..] = dyk[..]
 * @example gl.unstack([[1, 2], [3, 4]])[1] // [3. 4.]
 */
export function unstack(x: TensorLike, axis = 0): Tensor[] {
  const input = convert(x);
  const along = normalizeAxis('unstack', axis, input.rank);
  const sizes = Array.from({ length: input.shape[along] }, () => 1);
  return sizes.length === 0 ? [] : split(input, sizes, along).map((part) => squeeze(part, along));
}
