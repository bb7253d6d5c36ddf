import { DTypeError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { mul } from './arithmetic.ts';
import { convertAll } from './convert.ts';
import { matmul } from './matmul.ts';

/**
 * Sum of products over the last axis of a and the last but one of b (its only one, if b is a
 * vector): the inner product of vectors, the matrix product of matrices; a scalar multiplies. Axes
 * in front do not broadcast but stand side by side: [...a without its last, ...b without that one].
 * NumPy: dot.
 *
 * @formula y[..i, ..j] = sum over k of a[..i, k] * b[..j, k], with k the last axis but one of b
 * @shape a [...i, k], b [...j, k, n] → [...i, ...j, n]
 * @gradient da = dy times b, db = dy times a, each summed over the axes of the other
 * @example gl.dot([1, 2, 3], [4, 5, 6]) // 32.0
 */
export function dot(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = convertAll('dot', [a, b]);
  if (x.rank === 0 || y.rank === 0) return mul(x, y);
  const contracted = Math.max(y.rank - 2, 0);
  const k = x.shape[x.rank - 1];
  if (k !== y.shape[contracted]) {
    throw new ShapeError(
      `dot: the last axis of ${shapeText(x.shape)} and axis ${contracted} of ${shapeText(y.shape)} ` +
        `have ${k} and ${y.shape[contracted]} elements; they must be equal.`,
    );
  }
  if (x.dtype === 'bool') throw new DTypeError("dot: expected numbers, got bool. Use cast('int32').");
  const others = [...y.shape.keys()].filter((d) => d !== contracted);
  const left = x.shape.slice(0, -1);
  const right = others.map((d) => y.shape[d]);
  const columns = y.transpose([contracted, ...others]).reshape([k, right.reduce((p, n) => p * n, 1)]);
  const rows = x.reshape([left.reduce((p, n) => p * n, 1), k]);
  // Integers are multiplied as integers; the matrix kernels are float32.
  const product =
    x.dtype === 'float32' ? matmul(rows, columns) : rows.expandDims(2).mul(columns.expandDims(0)).sum(1);
  return product.reshape([...left, ...right]);
}

/**
 * Every element of a times every element of b, both flattened: [a.size, b.size]. NumPy: outer.
 *
 * @formula y[i, j] = a[i] * b[j]
 * @shape a of m elements, b of n → [m, n]
 * @gradient da = dy b, db = dyᵀ a
 * @example
 * gl.outer([1, 2], [3, 4])
 * // [[3. 4.]
 * //  [6. 8.]]
 */
export function outer(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = convertAll('outer', [a, b]);
  return mul(x.reshape([x.size, 1]), y.reshape([1, y.size]));
}
