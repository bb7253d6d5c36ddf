import wgsl from '../../shaders/elementwise/hard-sigmoid.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;

/**
 * A sigmoid of three straight lines. The derivative at -3 and 3 is 0.
 *
 * @formula y = min(max(x / 6 + 1/2, 0), 1)
 * @gradient dx = dy / 6 where -3 < x < 3, else 0
 * @example gl.hardSigmoid([-3, 0, 1.5]) // [0.   0.5  0.75]
 */
export const hardSigmoid = defineUnary({
  name: 'hardSigmoid',
  float: functions.hard_sigmoid,
  cost: 4,
  gradient: ({ inputs: [x], dy }) => [dy.div(6).where(x.abs().less(3), 0)],
});

/**
 * A silu of straight lines and a parabola, also called hard swish. The derivative at -3 is 0, at 3 it is 1.
 *
 * @formula y = x * hardSigmoid(x)
 * @gradient dx = dy * (2 * x + 3) / 6 where -3 < x < 3, dy from 3 on, else 0
 * @example gl.hardSilu([-3, 0, 1.5]) // [-0.     0.     1.125]
 */
export const hardSilu = defineUnary({
  name: 'hardSilu',
  float: functions.hard_silu,
  cost: 5,
  gradient: ({ inputs: [x], dy }) => [
    dy.mul(x.div(3).add(0.5)).where(x.abs().less(3), dy.where(x.greater(0), 0)),
  ],
});
