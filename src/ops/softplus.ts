import wgsl from '../../shaders/elementwise/softplus.wgsl';
import { defineUnary } from './define.ts';

/**
 * A smooth relu, without overflow.
 *
 * @formula y = ln(1 + e^x)
 * @gradient dx = dy * sigmoid(x)
 * @example gl.softplus([-1, 0, 100]) // [0.3133 0.6931 100.]
 */
export const softplus = defineUnary({
  name: 'softplus',
  float: wgsl.functions.softplus,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sigmoid())],
});

/**
 * Logarithm of the sigmoid, accurate where that is near 0.
 *
 * @formula y = -ln(1 + e^-x)
 * @gradient dx = dy * sigmoid(-x)
 * @example gl.logSigmoid([-100, 0]) // [-100. -0.6931]
 */
export const logSigmoid = defineUnary({
  name: 'logSigmoid',
  float: wgsl.functions.log_sigmoid,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.neg().sigmoid())],
});
