import type { DType } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { equal } from './comparison.ts';
import { convert } from './convert.ts';
import { arange } from './creation.ts';
import { expandDims } from './reshape.ts';

/**
 * A 1 at each index and 0 elsewhere: shape [...indices.shape, depth], float32 unless `dtype` says
 * otherwise. An index outside of [0, depth) gives zeros only. Keras: ops.one_hot.
 *
 * @formula y[.., k] = 1 where indices[..] = k, else 0
 * @shape indices [...i] → [...i, depth]
 * @gradient Not differentiable.
 * @example
 * gl.oneHot([1, 0], 3)
 * // [[0. 1. 0.]
 * //  [1. 0. 0.]]
 */
export function oneHot(indices: TensorLike, depth: number, dtype: DType = 'float32'): Tensor {
  if (!Number.isInteger(depth) || depth < 0) {
    throw new ArgumentError(`oneHot: expected a non-negative integer depth, got ${depth}.`);
  }
  const index = cast(convert(indices, 'int32'), 'int32');
  return cast(equal(expandDims(index, -1), arange(depth)), dtype);
}
