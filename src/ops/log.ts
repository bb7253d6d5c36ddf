import wgsl from '../../shaders/elementwise/log.wgsl';
import { defineUnary } from './define.ts';

/** Natural logarithm; -infinity at 0, NaN below. */
export const log = defineUnary({
  name: 'log',
  float: wgsl.functions.log_f32,
  cost: 8,
  gradient: ({ inputs: [x], dy }) => [dy.div(x)],
});
