import wgsl from '../../shaders/elementwise/abs.wgsl';
import { defineUnary } from './define.ts';

/**
 * -1, 0 or 1; NaN stays NaN.
 *
 * @formula y = -1 where x < 0, 0 where x = 0, 1 where x > 0
 * @gradient Not differentiable: constant between the steps.
 * @example gl.sign([-2, 0, 3]) // [-1.  0.  1.]
 */
export const sign = defineUnary({
  name: 'sign',
  float: wgsl.functions.sign_f32,
  int: wgsl.functions.sign_i32,
});

/**
 * Magnitude. The derivative at 0 is 0.
 *
 * @formula y = |x|
 * @gradient dx = dy * sign(x)
 * @example gl.abs([-2, 0, 3]) // [2. 0. 3.]
 */
export const abs = defineUnary({
  name: 'abs',
  float: wgsl.functions.abs_f32,
  int: wgsl.functions.abs_i32,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sign())],
});
