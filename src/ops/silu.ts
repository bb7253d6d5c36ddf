import wgsl from '../../shaders/elementwise/silu.wgsl';
import { defineUnary } from './define.ts';

/** x * sigmoid(x), also called swish. 0 at -infinity. */
export const silu = defineUnary({
  name: 'silu',
  float: wgsl.functions.silu,
  cost: 12,
  gradient: ({ inputs: [x], dy }) => {
    // Beyond 100 the derivative is 0 or 1 to the last bit, and nothing overflows.
    const z = x.clip(-100, 100);
    const s = z.sigmoid();
    return [dy.mul(s.add(z.mul(s).mul(s.neg().add(1))))];
  },
});

/** x * tanh(softplus(x)). 0 at -infinity. Source: Misra, arXiv 1908.08681. */
export const mish = defineUnary({
  name: 'mish',
  float: wgsl.functions.mish,
  cost: 40,
  gradient: ({ inputs: [x], dy }) => {
    const z = x.clip(-100, 100);
    const t = z.softplus().tanh();
    return [dy.mul(t.add(z.mul(t.square().neg().add(1)).mul(z.sigmoid())))];
  },
});
