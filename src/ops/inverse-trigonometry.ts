import wgsl from '../../shaders/elementwise/inverse-trigonometry.wgsl';
import type { Tensor } from '../graph/tensor.ts';
import { defineBinary, defineUnary } from './define.ts';

const { functions } = wgsl;

/** 1 / sqrt(1 - x^2), by factors that stay accurate near -1 and 1. */
const slope = (x: Tensor): Tensor => x.neg().add(1).mul(x.add(1)).rsqrt();

/**
 * Inverse sine in radians, from -pi/2 to pi/2; NaN beyond -1 and 1.
 *
 * @formula sin(y) = x
 * @gradient dx = dy / sqrt(1 - x^2)
 * @example gl.asin([0, 1]) // [0. 1.5708]
 */
export const asin = defineUnary({
  name: 'asin',
  float: functions.asin_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(slope(x))],
});

/**
 * Inverse cosine in radians, from 0 to pi; NaN beyond -1 and 1.
 *
 * @formula cos(y) = x
 * @gradient dx = -dy / sqrt(1 - x^2)
 * @example gl.acos([1, 0]) // [0. 1.5708]
 */
export const acos = defineUnary({
  name: 'acos',
  float: functions.acos_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(slope(x)).neg()],
});

/**
 * Inverse tangent in radians, from -pi/2 to pi/2.
 *
 * @formula tan(y) = x
 * @gradient dx = dy / (1 + x^2)
 * @example gl.atan([0, 1]) // [0. 0.7854]
 */
export const atan = defineUnary({
  name: 'atan',
  float: functions.atan_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.square().add(1))],
});

/**
 * The angle of the point (b, a), whose height is `a`, in radians, from -pi to pi. The derivative at the
 * origin is 0.
 *
 * @formula y = angle between the first axis and the point (b, a)
 * @gradient da = dy * b / (a^2 + b^2), db = -dy * a / (a^2 + b^2)
 * @example gl.atan2([1, 1, -1], [1, 0, 0]) // [0.7854 1.5708 -1.5708]
 */
export const atan2 = defineBinary({
  name: 'atan2',
  float: functions.atan2_f32,
  cost: 20,
  gradient: ({ inputs: [y, x], dy }) => {
    const square = x.square().add(y.square());
    const scaled = dy.div(square.where(square.greater(0), 1));
    return [scaled.mul(x), scaled.mul(y).neg()];
  },
});
