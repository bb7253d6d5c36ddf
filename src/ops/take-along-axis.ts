import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { broadcastShapes, normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { pickAlong } from './along-axis.ts';
import { convert } from './convert.ts';
import { checkedIndices } from './indices.ts';

/**
 * One index for each element of the result, along an axis (default: the last). The other axes broadcast.
 * Indices known on the CPU must lie in the axis; those computed on the GPU are clamped to it.
 * NumPy: take_along_axis.
 *
 * @formula y[.., i, ..] = x[.., indices[.., i, ..], ..]
 * @shape x [..., n, ...], indices [..., m, ...] → [..., m, ...]
 * @gradient dx[.., k, ..] = sum of dy[.., i, ..] over all i for which indices[.., i, ..] = k
 * @example
 * gl.takeAlongAxis([[1, 2], [3, 4]], [[1], [0]])
 * // [[2.]
 * //  [3.]]
 */
export function takeAlongAxis(x: TensorLike, indices: TensorLike, axis = -1): Tensor {
  const data = convert(x);
  const along = normalizeAxis('takeAlongAxis', axis, data.rank);
  const length = data.shape[along];
  const where = `axis ${along} of shape ${shapeText(data.shape)}`;
  const index = checkedIndices('takeAlongAxis', indices, length, where);
  if (index.rank !== data.rank) {
    throw new ShapeError(
      `takeAlongAxis: indices ${shapeText(index.shape)} must have as many axes as x ${shapeText(data.shape)}. ` +
        'Use gather() to take whole slices.',
    );
  }
  const others = ({ shape }: Tensor): number[] => shape.map((n, d) => (d === along ? 1 : n));
  const shape = broadcastShapes('takeAlongAxis', others(data), others(index));
  const withLength = (n: number): number[] => shape.map((m, d) => (d === along ? n : m));
  return pickAlong(
    data.broadcastTo(withLength(length)),
    index.broadcastTo(withLength(index.shape[along])),
    along,
  );
}
