import wgsl from '../../shaders/elementwise/softsign.wgsl';
import { defineUnary } from './define.ts';

/** x / (1 + |x|) */
export const softsign = defineUnary({
  name: 'softsign',
  float: wgsl.functions.softsign,
  cost: 4,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.abs().add(1).square())],
});
