import wgsl from '../../shaders/elementwise/hard-sigmoid.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;

/** A sigmoid of three straight lines: x / 6 + 1/2 limited to [0, 1]. The derivative at -3 and 3 is 0. */
export const hardSigmoid = defineUnary({
  name: 'hardSigmoid',
  float: functions.hard_sigmoid,
  cost: 4,
  gradient: ({ inputs: [x], dy }) => [dy.div(6).where(x.abs().less(3), 0)],
});

/** x * hardSigmoid(x), also called hard swish. The derivative at -3 is 0, at 3 it is 1. */
export const hardSilu = defineUnary({
  name: 'hardSilu',
  float: functions.hard_silu,
  cost: 5,
  gradient: ({ inputs: [x], dy }) => [
    dy.mul(x.div(3).add(0.5)).where(x.abs().less(3), dy.where(x.greater(0), 0)),
  ],
});
