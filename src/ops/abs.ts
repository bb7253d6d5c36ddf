import wgsl from '../../shaders/elementwise/abs.wgsl';
import { defineUnary } from './define.ts';

/** -1, 0 or 1; NaN stays NaN. */
export const sign = defineUnary({
  name: 'sign',
  float: wgsl.functions.sign_f32,
  int: wgsl.functions.sign_i32,
});

/** |x|; the derivative at 0 is 0. */
export const abs = defineUnary({
  name: 'abs',
  float: wgsl.functions.abs_f32,
  int: wgsl.functions.abs_i32,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sign())],
});
