import wgsl from '../../shaders/elementwise/sqrt.wgsl';
import { defineUnary } from './define.ts';

/** Square root; NaN below 0. The derivative at 0 is infinite. */
export const sqrt = defineUnary({
  name: 'sqrt',
  float: wgsl.functions.sqrt_f32,
  cost: 4,
  gradient: ({ output, dy }) => [dy.div(output.mul(2))],
});

/** 1 / sqrt(x); infinite at 0, NaN below. */
export const rsqrt = defineUnary({
  name: 'rsqrt',
  float: wgsl.functions.rsqrt,
  cost: 4,
  gradient: ({ output, dy }) => [dy.mul(output).mul(output.square()).mul(-0.5)],
});
