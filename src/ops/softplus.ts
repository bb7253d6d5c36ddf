import wgsl from '../../shaders/elementwise/softplus.wgsl';
import { defineUnary } from './define.ts';

/** log(1 + exp(x)), without overflow. */
export const softplus = defineUnary({
  name: 'softplus',
  float: wgsl.functions.softplus,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sigmoid())],
});
