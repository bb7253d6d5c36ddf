import wgsl from '../../shaders/elementwise/exp.wgsl';
import { defineUnary } from './define.ts';

/**
 * e to the power of x.
 *
 * @formula y = e^x
 * @gradient dx = dy * y
 * @example gl.exp([0, 1]) // [1. 2.7183]
 */
export const exp = defineUnary({
  name: 'exp',
  float: wgsl.functions.exp_f32,
  cost: 8,
  gradient: ({ output, dy }) => [dy.mul(output)],
});

/**
 * exp(x) - 1, accurate near 0.
 *
 * @formula y = e^x - 1
 * @gradient dx = dy * e^x
 * @example gl.expm1([0, 1]) // [0. 1.7183]
 */
export const expm1 = defineUnary({
  name: 'expm1',
  float: wgsl.functions.expm1,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.exp())],
});
