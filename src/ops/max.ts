import extrema from '../../shaders/elementwise/extrema.wgsl';
import type { GradientRule, Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { reduce, reduction, requireElements, spread } from './reduce.ts';

const { maximum, maximum_i32, minimum, minimum_i32 } = extrema.functions;

/** The most extreme int32 values. */
export const LOWEST_INT = -(2 ** 31);
export const HIGHEST_INT = 2 ** 31 - 1;

const MAX = {
  float: { combine: maximum, identity: Number.NEGATIVE_INFINITY },
  int: { combine: maximum_i32, identity: LOWEST_INT },
};
const MIN = {
  float: { combine: minimum, identity: Number.POSITIVE_INFINITY },
  int: { combine: minimum_i32, identity: HIGHEST_INT },
};

/** Equal elements share the derivative equally, as in TensorFlow. */
function tieGradient(axes: readonly number[]): GradientRule {
  return ({ inputs: [x], output, dy }) => {
    const ties = x.equal(spread(output, x, axes)).cast('float32');
    return [ties.mul(spread(dy.div(ties.sum(axes)), x, axes))];
  };
}

const extremum = (name: 'max' | 'min', pair: { float: Reducer; int: Reducer }) =>
  reduction(name, (x, axes): Tensor => {
    requireElements(name, x, axes);
    const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
    const reducer = input.dtype === 'float32' ? pair.float : pair.int;
    return cast(reduce({ name, reducer, gradient: tieGradient(axes) }, input, axes), x.dtype);
  });

/**
 * Largest element over axes (default: all); NaN if any is NaN; an error when empty. Elements that
 * tie for the largest share the derivative equally. NumPy: max.
 *
 * @formula y = max(x1, x2, ...)
 * @gradient dx = dy / ties where x = y, else 0
 * @example gl.max([[1, 5], [3, 4]], 1) // [5. 4.]
 */
export const max = extremum('max', MAX);

/**
 * Smallest element over axes (default: all); NaN if any is NaN; an error when empty. Elements that
 * tie for the smallest share the derivative equally. NumPy: min.
 *
 * @formula y = min(x1, x2, ...)
 * @gradient dx = dy / ties where x = y, else 0
 * @example gl.min([[1, 5], [3, 4]], 1) // [1. 3.]
 */
export const min = extremum('min', MIN);
