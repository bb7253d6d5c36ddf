import type { DType } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { type Shape, validateShape } from '../core/shape.ts';
import { leaf, literal, Tensor } from '../graph/tensor.ts';
import { broadcastTo } from './broadcast-to.ts';

/** A tensor whose elements are all `value`. Costs no memory. */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  validateShape('full', shape);
  return broadcastTo(literal(value, dtype), shape);
}

/** A tensor of zeros. */
export const zeros = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 0, dtype);

/** A tensor of ones. */
export const ones = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 1, dtype);

/** Zeros in the shape and dtype of x. */
export const zerosLike = (x: Tensor): Tensor => zeros(x.shape, x.dtype);

/** Ones in the shape and dtype of x. */
export const onesLike = (x: Tensor): Tensor => ones(x.shape, x.dtype);

/** 0, 1, ..., length - 1 as int32. Costs no memory. */
export function arange(length: number): Tensor {
  if (!Number.isInteger(length) || length < 0) {
    throw new ArgumentError(`arange: expected a non-negative integer, got ${length}.`);
  }
  return new Tensor(leaf('iota', { type: 'iota', axis: 0 }), [], [length], 'int32');
}
