import wgsl from '../../shaders/elementwise/softsign.wgsl';
import { defineUnary } from './define.ts';

/**
 * From -1 to 1, slower than tanh.
 *
 * @formula y = x / (1 + |x|)
 * @gradient dx = dy / (1 + |x|)^2
 * @example gl.softsign([-1, 0, 3]) // [-0.5   0.    0.75]
 */
export const softsign = defineUnary({
  name: 'softsign',
  float: wgsl.functions.softsign,
  cost: 4,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.abs().add(1).square())],
});
