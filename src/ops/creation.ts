import type { DType } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { type Shape, validateShape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import { leaf, literal, Tensor } from '../graph/tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';

/**
 * A tensor whose elements are all `value`. Costs no memory. NumPy: full.
 *
 * @shape → `shape`
 * @throws ShapeError: `shape` holds something else than non-negative integers.
 * @example gl.full([2], 7) // [7. 7.]
 */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  validateShape('full', shape);
  return broadcastTo(literal(value, dtype), shape);
}

/**
 * A tensor of zeros. NumPy: zeros.
 *
 * @shape → `shape`
 * @throws ShapeError: `shape` holds something else than non-negative integers.
 * @example gl.zeros([3]) // [0. 0. 0.]
 */
export const zeros = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 0, dtype);

/**
 * A tensor of ones. NumPy: ones.
 *
 * @shape → `shape`
 * @throws ShapeError: `shape` holds something else than non-negative integers.
 * @example gl.ones([3]) // [1. 1. 1.]
 */
export const ones = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 1, dtype);

/**
 * `value` in the shape of x, and in its dtype unless another is given. NumPy: full_like.
 *
 * @shape any → the same
 * @example gl.fullLike([1, 2], 7) // [7. 7.]
 */
export function fullLike(x: TensorLike, value: number, dtype?: DType): Tensor {
  const like = convert(x);
  return full(like.shape, value, dtype ?? like.dtype);
}

/**
 * Zeros in the shape of x, and in its dtype unless another is given. NumPy: zeros_like.
 *
 * @shape any → the same
 * @example gl.zerosLike([1, 2]) // [0. 0.]
 */
export const zerosLike = (x: TensorLike, dtype?: DType): Tensor => fullLike(x, 0, dtype);

/**
 * Ones in the shape of x, and in its dtype unless another is given. NumPy: ones_like.
 *
 * @shape any → the same
 * @example gl.onesLike([1, 2]) // [1. 1.]
 */
export const onesLike = (x: TensorLike, dtype?: DType): Tensor => fullLike(x, 1, dtype);

/**
 * start, start + step, ... up to but without stop; `arange(n)` counts from 0. Costs no memory. The
 * dtype is int32 where all three are whole numbers, else float32. Empty where step leads away from
 * stop. NumPy: arange.
 *
 * @formula y[i] = start + i * step
 * @shape → [n], n = ceil((stop - start) / step)
 * @throws ArgumentError: a number that is not finite, or a step of 0.
 * @example
 * gl.arange(4) // [0 1 2 3]
 * gl.arange(1, 2, 0.25) // [1.   1.25 1.5  1.75]
 */
export function arange(start: number, stop?: number, step = 1, dtype?: DType): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (!Number.isFinite(length) || step === 0) {
    throw new ArgumentError(
      `arange: expected finite numbers and a step that is not 0, got start ${from}, stop ${to}, step ${step}.`,
    );
  }
  const positions = iota(length);
  const isWhole = [from, to, step].every(Number.isInteger);
  const natural = isWhole ? positions : cast(positions, 'float32');
  const scaled = step === 1 ? natural : natural.mul(step);
  return cast(from === 0 ? scaled : scaled.add(from), dtype ?? natural.dtype);
}

/**
 * `count` float32 numbers at equal distances from start to stop, both included (`endpoint` false:
 * without stop). Costs no memory. NumPy: linspace.
 *
 * @formula y[i] = start + i * (stop - start) / (count - 1)
 * @shape → [count]
 * @throws ArgumentError: ends that are not finite, or a count that is no integer from 0 on.
 * @example gl.linspace(0, 1, 5) // [0.   0.25 0.5  0.75 1.]
 */
export function linspace(start: number, stop: number, count = 50, { endpoint = true } = {}): Tensor {
  if (!Number.isInteger(count) || count < 0 || !Number.isFinite(start) || !Number.isFinite(stop)) {
    throw new ArgumentError(
      `linspace: expected finite ends and a non-negative integer count, got ${start}, ${stop} and ${count}.`,
    );
  }
  const share = cast(iota(count), 'float32').div(Math.max(endpoint ? count - 1 : count, 1));
  // Both ends come out exactly, and nothing overflows in between.
  return share.sub(1).mul(-start).add(share.mul(stop));
}

/**
 * A matrix with ones on a diagonal: `offset` above the main one (below, where negative).
 * `columns` defaults to `rows`. Costs no memory. NumPy: eye.
 *
 * @formula y[i, j] = 1 where j - i = offset, else 0
 * @shape → [rows, columns]
 * @throws ArgumentError: an offset that is no integer.
 * @example
 * gl.eye(2)
 * // [[1. 0.]
 * //  [0. 1.]]
 */
export function eye(rows: number, columns = rows, offset = 0, dtype: DType = 'float32'): Tensor {
  validateShape('eye', [rows, columns]);
  if (!Number.isInteger(offset)) throw new ArgumentError(`eye: expected an integer offset, got ${offset}.`);
  return cast(iota(rows).add(offset).reshape([rows, 1]).equal(iota(columns)), dtype);
}

/** Positions along an axis; costs no memory. */
const iota = (length: number): Tensor =>
  new Tensor(leaf('iota', { type: 'iota', axis: 0 }), [], [length], 'int32');
