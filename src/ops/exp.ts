import wgsl from '../../shaders/elementwise/exp.wgsl';
import { defineUnary } from './define.ts';

/** e to the power of x. */
export const exp = defineUnary({
  name: 'exp',
  float: wgsl.functions.exp_f32,
  cost: 8,
  gradient: ({ output, dy }) => [dy.mul(output)],
});
