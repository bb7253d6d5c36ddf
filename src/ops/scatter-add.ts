import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis, sameShape, sizeOf } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { addRows } from './along-axis.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { checkedIndices, clamped } from './indices.ts';

/**
 * The reverse of gather: slices of x are added at `indices` along an axis (default 0) of `size`
 * zeros. x has shape [...before the axis, ...indices.shape, ...behind it], the result
 * [...before, size, ...behind]. Repeated indices add up, in a fixed order, so that equal inputs give
 * equal bits. Indices known on the CPU must lie in [0, size); those computed on the GPU are clamped
 * to it. NumPy: add.at; TensorFlow: math.unsorted_segment_sum.
 *
 * @formula y[.., k, ..] = sum of x[.., i, ..] over all i for which indices[i] = k
 * @shape x [..., ...i, ...], indices [...i] → [..., size, ...]
 * @gradient dx[.., i, ..] = dy[.., indices[i], ..]
 * @example gl.scatterAdd([1, 2, 3], [0, 2, 0], 3) // [4. 0. 2.]
 */
export function scatterAdd(x: TensorLike, indices: TensorLike, size: number, axis = 0): Tensor {
  const given = convert(x);
  const values = given.dtype === 'bool' ? cast(given, 'int32') : given;
  if (!Number.isInteger(size) || size < 0) {
    throw new ArgumentError(`scatterAdd: expected a non-negative integer size, got ${size}.`);
  }
  const index = clamped(checkedIndices('scatterAdd', indices, size, `a result of ${size} slices`), size);
  const rank = values.rank - index.rank + 1;
  const along = rank > 0 ? normalizeAxis('scatterAdd', axis, rank) : 0;
  const before = values.shape.slice(0, along);
  const behind = values.shape.slice(along + index.rank);
  if (rank <= 0 || !sameShape(values.shape, [...before, ...index.shape, ...behind])) {
    throw new ShapeError(
      `scatterAdd: x ${shapeText(values.shape)} must hold the shape of the indices ${shapeText(index.shape)} ` +
        `at axis ${axis}: one slice for each index.`,
    );
  }
  // The indexed axes in front, everything else behind them in one.
  const order = [...values.shape.keys()];
  const indexed = order.splice(along, index.rank);
  const columns = sizeOf([...before, ...behind]);
  const rows = values.transpose([...indexed, ...order]).reshape([1, index.size, columns]);
  const sums = addRows(rows, index.reshape([1, index.size]), size).reshape([size, ...before, ...behind]);
  const back = [...sums.shape.keys()].slice(1);
  back.splice(along, 0, 0);
  return sums.transpose(back);
}
