import wgsl from '../../shaders/elementwise/sqrt.wgsl';
import { defineUnary } from './define.ts';

/**
 * Square root; NaN below 0. The derivative at 0 is infinite.
 *
 * @formula y = x^(1/2)
 * @gradient dx = dy / (2 * y)
 * @example gl.sqrt([4, 2]) // [2. 1.4142]
 */
export const sqrt = defineUnary({
  name: 'sqrt',
  float: wgsl.functions.sqrt_f32,
  cost: 4,
  gradient: ({ output, dy }) => [dy.div(output.mul(2))],
});

/**
 * One over the square root; infinite at 0, NaN below.
 *
 * @formula y = 1 / sqrt(x)
 * @gradient dx = -dy * y^3 / 2
 * @example gl.rsqrt([4, 16]) // [0.5  0.25]
 */
export const rsqrt = defineUnary({
  name: 'rsqrt',
  float: wgsl.functions.rsqrt,
  cost: 4,
  gradient: ({ output, dy }) => [dy.mul(output).mul(output.square()).mul(-0.5)],
});
