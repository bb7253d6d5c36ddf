import wgsl from '../../shaders/elementwise/sqrt.wgsl';
import { defineUnary } from './define.ts';

/** Square root; NaN below 0. */
export const sqrt = defineUnary({
  name: 'sqrt',
  float: wgsl.functions.sqrt_f32,
  cost: 4,
  gradient: ({ output, dy }) => [dy.div(output.mul(2))],
});
