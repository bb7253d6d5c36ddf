import { shapeText } from '../core/messages.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';
import { checkedIndices } from './indices.ts';
import { reshape } from './reshape.ts';

/**
 * Slices of x at `indices` (int32) along an axis (default 0): shape
 * [...x.shape before the axis, ...indices.shape, ...x.shape behind it]. Indices known on the CPU
 * must lie in the axis; those computed on the GPU are clamped to it. NumPy: take with an axis.
 *
 * @formula y[.., i, ..] = x[.., indices[i], ..]
 * @shape x [..., n, ...], indices [...i] → [..., ...i, ...]
 * @gradient dx[.., k, ..] = sum of dy[.., i, ..] over all i for which indices[i] = k
 * @example gl.gather([10, 20, 30], [2, 0]) // [30. 10.]
 */
export function gather(x: TensorLike, indices: TensorLike, axis = 0): Tensor {
  return pick('gather', x, indices, axis);
}

/**
 * gather along an axis, or without one from the elements of x in row-major order: shape
 * indices.shape. NumPy: take.
 *
 * @formula y[.., i, ..] = x[.., indices[i], ..]
 * @shape with an axis as gather; without one: any, indices [...i] → [...i]
 * @gradient dx[.., k, ..] = sum of dy[.., i, ..] over all i for which indices[i] = k
 * @example gl.take([[1, 2], [3, 4]], [3, 0]) // [4. 1.]
 */
export function take(x: TensorLike, indices: TensorLike, axis?: number): Tensor {
  return axis === undefined ? pick('take', reshape(x, [-1]), indices, 0) : pick('take', x, indices, axis);
}

function pick(call: string, x: TensorLike, indices: TensorLike, axis: number): Tensor {
  const data = convert(x);
  const along = normalizeAxis(call, axis, data.rank);
  const length = data.shape[along];
  const index = checkedIndices(call, indices, length, `axis ${along} of shape ${shapeText(data.shape)}`);
  return apply(
    {
      kind: 'gather',
      name: 'gather',
      axis: along,
      aligned: false,
      attributes: `axis ${along}`,
      gradient: ({ dy }) => [dy.scatterAdd(index, length, along), null],
    },
    [data, index],
    [...data.shape.slice(0, along), ...index.shape, ...data.shape.slice(along + 1)],
    data.dtype,
  );
}
