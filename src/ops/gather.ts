import { DTypeError, ShapeError, shapeText } from '../core/errors.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { cast } from './cast.ts';
import { equal } from './comparison.ts';
import { convert } from './convert.ts';
import { arange } from './creation.ts';
import { expandDims } from './reshape.ts';

/**
 * Elements of x at `indices` (int32) along an axis (default 0): shape
 * [...x.shape before the axis, ...indices.shape, ...x.shape behind it].
 * Indices known on the CPU must lie in the axis; those computed on the GPU are clamped to it.
 */
export function gather(x: TensorLike, indices: TensorLike, axis = 0): Tensor {
  const data = convert(x);
  const index = convert(indices, 'int32');
  const along = normalizeAxis('gather', axis, data.rank);
  if (index.dtype !== 'int32')
    throw new DTypeError(`gather: expected int32 indices, got ${index.dtype}. Use cast('int32').`);
  const length = data.shape[along];
  const outside = index.host?.find((i) => i < 0 || i >= length);
  if (outside !== undefined) {
    throw new ShapeError(
      `gather: index ${outside} is out of range for axis ${along} of shape ${shapeText(data.shape)}.`,
    );
  }
  return apply(
    {
      kind: 'gather',
      name: 'gather',
      axis: along,
      attributes: `axis ${along}`,
      gradient: ({ dy }) => [scatterGradient(dy, data, index, along), null],
    },
    [data, index],
    [...data.shape.slice(0, along), ...index.shape, ...data.shape.slice(along + 1)],
    data.dtype,
  );
}

/** Moves the gathered axes in front, adds equal indices up, and moves the axis back. */
function scatterGradient(dy: Tensor, data: Tensor, index: Tensor, along: number): Tensor {
  const gathered = dy.shape.map((_, d) => d).filter((d) => d >= along && d < along + index.rank);
  const others = dy.shape.map((_, d) => d).filter((d) => !gathered.includes(d));
  const rows = dy.transpose([...gathered, ...others]).reshape([index.size, data.size / data.shape[along]]);
  const rest = data.shape.filter((_, d) => d !== along);
  const scattered = scatterAdd(rows, index.reshape([index.size]), data.shape[along]).reshape([
    data.shape[along],
    ...rest,
  ]);
  const order = data.shape.map((_, d) => (d === along ? 0 : d < along ? d + 1 : d));
  return scattered.transpose(order);
}

/**
 * Sums rows of x [n, columns] that have the same index into row `index` of the result
 * [size, columns], in a fixed order, so that equal inputs give equal bits.
 */
export function scatterAdd(x: Tensor, indices: Tensor, size: number): Tensor {
  return oneHot(indices, size).matmul(x, { transposeA: true });
}

/** float32 rows with a 1 at each index and 0 elsewhere: shape [...indices.shape, depth]. */
export function oneHot(indices: TensorLike, depth: number): Tensor {
  const index = cast(convert(indices, 'int32'), 'int32');
  return cast(equal(expandDims(index, -1), arange(depth)), 'float32');
}
