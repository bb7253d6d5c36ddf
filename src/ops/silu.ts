import wgsl from '../../shaders/elementwise/silu.wgsl';
import { defineUnary } from './define.ts';

/**
 * x times its sigmoid, also called swish. 0 at -infinity.
 *
 * @formula y = x * sigmoid(x)
 * @gradient dx = dy * (s + y * (1 - s)), s = sigmoid(x)
 * @example gl.silu([-1, 0, 2]) // [-0.2689 0. 1.7616]
 */
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

/**
 * x times the tanh of its softplus. 0 at -infinity. Source: Misra, arXiv 1908.08681.
 *
 * @formula y = x * tanh(softplus(x))
 * @gradient dx = dy * (t + x * sigmoid(x) * (1 - t^2)), t = tanh(softplus(x))
 * @example gl.mish([-1, 0, 2]) // [-0.3034 0. 1.9440]
 */
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
