import type { DType } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { type Shape, validateShape } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import { leaf, literal, Tensor } from '../graph/tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';

/** A tensor whose elements are all `value`. Costs no memory. NumPy: full. */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  validateShape('full', shape);
  return broadcastTo(literal(value, dtype), shape);
}

/** A tensor of zeros. NumPy: zeros. */
export const zeros = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 0, dtype);

/** A tensor of ones. NumPy: ones. */
export const ones = (shape: Shape, dtype: DType = 'float32'): Tensor => full(shape, 1, dtype);

/** `value` in the shape of x, and in its dtype unless another is given. NumPy: full_like. */
export function fullLike(x: TensorLike, value: number, dtype?: DType): Tensor {
  const like = convert(x);
  return full(like.shape, value, dtype ?? like.dtype);
}

/** Zeros in the shape of x, and in its dtype unless another is given. NumPy: zeros_like. */
export const zerosLike = (x: TensorLike, dtype?: DType): Tensor => fullLike(x, 0, dtype);

/** Ones in the shape of x, and in its dtype unless another is given. NumPy: ones_like. */
export const onesLike = (x: TensorLike, dtype?: DType): Tensor => fullLike(x, 1, dtype);

/**
 * start, start + step, ... up to but without stop; `arange(n)` counts from 0. Costs no memory. The
 * dtype is int32 where all three are whole numbers, else float32. Empty where step leads away from
 * stop. NumPy: arange.
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
 */
export function eye(rows: number, columns = rows, offset = 0, dtype: DType = 'float32'): Tensor {
  validateShape('eye', [rows, columns]);
  if (!Number.isInteger(offset)) throw new ArgumentError(`eye: expected an integer offset, got ${offset}.`);
  return cast(iota(rows).add(offset).reshape([rows, 1]).equal(iota(columns)), dtype);
}

/** Positions along an axis; costs no memory. */
const iota = (length: number): Tensor =>
  new Tensor(leaf('iota', { type: 'iota', axis: 0 }), [], [length], 'int32');
