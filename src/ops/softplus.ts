import wgsl from '../../shaders/elementwise/softplus.wgsl';
import { defineUnary } from './define.ts';

/** log(1 + exp(x)), without overflow. */
export const softplus = defineUnary({
  name: 'softplus',
  float: wgsl.functions.softplus,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sigmoid())],
});

/** log(sigmoid(x)), accurate where the sigmoid is near 0. */
export const logSigmoid = defineUnary({
  name: 'logSigmoid',
  float: wgsl.functions.log_sigmoid,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.neg().sigmoid())],
});
