import wgsl from '../../shaders/elementwise/log.wgsl';
import { defineUnary } from './define.ts';

/** Natural logarithm; -infinity at 0, NaN below. */
export const log = defineUnary({
  name: 'log',
  float: wgsl.functions.log_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.div(x)],
});

/** log(1 + x), accurate near 0; -infinity at -1, NaN below. */
export const log1p = defineUnary({
  name: 'log1p',
  float: wgsl.functions.log1p,
  cost: 18,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.add(1))],
});
