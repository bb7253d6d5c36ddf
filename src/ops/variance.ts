import { ArgumentError } from '../core/errors.ts';
import type { TensorLike, VarianceOptions } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { rootOrZero } from './norm.ts';
import { type Axes, columnsOf, reduction } from './reduce.ts';

/**
 * Mean squared distance from the mean over axes (default: all), float32, in two passes, so that a
 * large mean costs no accuracy. Of nothing: NaN. NumPy: var.
 *
 * @formula y = sum((x - mean(x))^2) / (n - ddof)
 * @gradient dx = 2 * dy * (x - mean(x)) / (n - ddof)
 * @example gl.variance([1, 2, 3, 4]) // 1.25
 */
export function variance(x: TensorLike, axis?: Axes, options: VarianceOptions = {}): Tensor {
  return spreadOf('variance', x, axis, options);
}

/**
 * Square root of the variance. Its derivative is 0 where all elements are equal. NumPy: std.
 *
 * @formula y = sqrt(variance(x))
 * @gradient dx = dy * (x - mean(x)) / ((n - ddof) * y)
 * @example gl.std([1, 3]) // 1.0
 */
export function std(x: TensorLike, axis?: Axes, options: VarianceOptions = {}): Tensor {
  return rootOrZero(spreadOf('std', x, axis, options));
}

function spreadOf(
  call: string,
  x: TensorLike,
  axis: Axes | undefined,
  { ddof = 0, ...options }: VarianceOptions,
): Tensor {
  if (!Number.isFinite(ddof)) throw new ArgumentError(`${call}: expected a finite ddof, got ${ddof}.`);
  return reduction(call, (given, axes) => {
    const input = cast(given, 'float32');
    const total = input
      .sub(input.mean(axes, { keepDims: true }))
      .square()
      .sum(axes);
    return total.div(Math.max(columnsOf(input, axes) - ddof, 0));
  })(x, axis, options);
}
