import wgsl from '../../shaders/elementwise/tanh.wgsl';
import { defineUnary } from './define.ts';

/** Hyperbolic tangent. */
export const tanh = defineUnary({
  name: 'tanh',
  float: wgsl.functions.tanh_f32,
  cost: 10,
  gradient: ({ output, dy }) => [dy.mul(output.square().neg().add(1))],
});
