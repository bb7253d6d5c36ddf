import wgsl from '../../shaders/elementwise/sigmoid.wgsl';
import { defineUnary } from './define.ts';

/**
 * The logistic function, from 0 to 1.
 *
 * @formula y = 1 / (1 + e^-x)
 * @gradient dx = dy * y * (1 - y)
 * @example gl.sigmoid([-1, 0, 100]) // [0.2689 0.5 1.]
 */
export const sigmoid = defineUnary({
  name: 'sigmoid',
  float: wgsl.functions.sigmoid,
  cost: 10,
  gradient: ({ output, dy }) => [dy.mul(output).mul(output.neg().add(1))],
});
