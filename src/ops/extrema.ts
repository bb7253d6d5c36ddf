import wgsl from '../../shaders/elementwise/extrema.wgsl';
import { ArgumentError } from '../core/errors.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { defineBinary, defineElementwise } from './define.ts';

const { functions } = wgsl;

/** 1 where a > b, 0 where a < b, 1/2 where they are equal. */
const maximumShare = defineBinary({ name: 'maximumShare', float: functions.maximum_share, cost: 2 });

/**
 * The larger of two; NaN where either is NaN. In a tie each gets half of the derivative.
 *
 * @formula y = max(a, b)
 * @gradient da = dy where a > b, dy / 2 where a = b, else 0; db = dy - da
 * @example gl.maximum([1, 5, 3], 3) // [3. 5. 3.]
 */
export const maximum = defineBinary({
  name: 'maximum',
  float: functions.maximum,
  int: functions.maximum_i32,
  bool: functions.maximum_bool,
  cost: 3,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(maximumShare(a, b)), dy.mul(maximumShare(b, a))],
});

/**
 * The smaller of two; NaN where either is NaN. In a tie each gets half of the derivative.
 *
 * @formula y = min(a, b)
 * @gradient da = dy where a < b, dy / 2 where a = b, else 0; db = dy - da
 * @example gl.minimum([1, 5, 3], 3) // [1. 3. 3.]
 */
export const minimum = defineBinary({
  name: 'minimum',
  float: functions.minimum,
  int: functions.minimum_i32,
  bool: functions.minimum_bool,
  cost: 3,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(maximumShare(b, a)), dy.mul(maximumShare(a, b))],
});

const limited = defineElementwise({
  name: 'clip',
  float: functions.clip,
  int: functions.clip_i32,
  cost: 3,
  gradient: ({ inputs: [x, low, high], dy }) => [
    dy.where(x.greaterEqual(low).logicalAnd(x.lessEqual(high)), 0),
    null,
    null,
  ],
});

/**
 * Limits elements to [low, high]; NaN stays NaN. The derivative is 1 from low to high, both
 * included, and 0 beyond.
 *
 * @formula y = min(max(x, low), high)
 * @gradient dx = dy where low <= x <= high, else 0
 * @example gl.clip([-5, 0.5, 5], -1, 1) // [-1.   0.5  1.]
 */
export function clip(x: TensorLike, low: number, high: number): Tensor {
  if (!(low <= high)) {
    throw new ArgumentError(`clip: expected low <= high, got ${low} and ${high}.`);
  }
  return limited(x, low, high);
}
