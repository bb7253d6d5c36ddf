import wgsl from '../../shaders/elementwise/sigmoid.wgsl';
import { defineUnary } from './define.ts';

/** 1 / (1 + exp(-x)) */
export const sigmoid = defineUnary({
  name: 'sigmoid',
  float: wgsl.functions.sigmoid,
  cost: 10,
  gradient: ({ output, dy }) => [dy.mul(output).mul(output.neg().add(1))],
});
