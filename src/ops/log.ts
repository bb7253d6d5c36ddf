import wgsl from '../../shaders/elementwise/log.wgsl';
import { defineUnary } from './define.ts';

/**
 * Natural logarithm; -infinity at 0, NaN below.
 *
 * @formula y = ln(x)
 * @gradient dx = dy / x
 * @example gl.log([1, 10]) // [0. 2.3026]
 */
export const log = defineUnary({
  name: 'log',
  float: wgsl.functions.log_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.div(x)],
});

/**
 * log(1 + x), accurate near 0; -infinity at -1, NaN below.
 *
 * @formula y = ln(1 + x)
 * @gradient dx = dy / (1 + x)
 * @example gl.log1p([0, 1]) // [0. 0.6931]
 */
export const log1p = defineUnary({
  name: 'log1p',
  float: wgsl.functions.log1p,
  cost: 18,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.add(1))],
});
