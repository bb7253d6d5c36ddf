import { ArgumentError } from '../core/errors.ts';
import type { NormOptions, TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { type Axes, reduction } from './reduce.ts';

/**
 * Length of the vectors that lie along axes (default: all of the tensor is one vector), float32.
 * The derivative is 0 where the vector is. NumPy: linalg.norm of the flattened axes.
 *
 * @formula y = (|x1|^ord + |x2|^ord + ...)^(1 / ord)
 * @gradient dx = dy * x / y for ord 2, dy * sign(x) for ord 1, dy * sign(x) / ties at the largest magnitude
 *   for Infinity
 * @example gl.norm([3, 4]) // 5.0
 */
export function norm(x: TensorLike, axis?: Axes, { ord = 2, ...options }: NormOptions = {}): Tensor {
  return reduction('norm', (given, axes) => {
    const input = cast(given, 'float32');
    if (ord === 1) return input.abs().sum(axes);
    if (ord === 2) return rootOrZero(input.square().sum(axes));
    if (ord === Number.POSITIVE_INFINITY) return input.abs().max(axes);
    throw new ArgumentError(`norm: expected ord 1, 2 or Infinity, got ${ord}.`);
  })(x, axis, options);
}

/** Vectors along `axis` divided by their lengths, but at least by `smallest`: 0 stays 0, with a finite derivative. */
export const unitVectors = (x: Tensor, axis: Axes, smallest: number): Tensor =>
  x.mul(
    x
      .square()
      .sum(axis, { keepDims: true })
      .maximum(smallest ** 2)
      .rsqrt(),
  );

/** Square root with the derivative 0 at 0, where the root's own is infinite. */
export function rootOrZero(x: Tensor): Tensor {
  const isOther = x.notEqual(0);
  return x.where(isOther, 1).sqrt().where(isOther, 0);
}
