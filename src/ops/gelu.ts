import wgsl from '../../shaders/elementwise/gelu.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { defineUnary } from './define.ts';
import { erf } from './erf.ts';

const exact = defineUnary({
  name: 'gelu',
  float: wgsl.functions.gelu,
  cost: 32,
  gradient: ({ inputs: [x], dy }) => {
    // Beyond 100 the derivative is 0 or 1 to the last bit, and nothing overflows.
    const z = x.clip(-100, 100);
    const density = z
      .square()
      .mul(-0.5)
      .exp()
      .mul(1 / Math.sqrt(2 * Math.PI));
    return [dy.mul(erf(z.mul(Math.SQRT1_2)).add(1).mul(0.5).add(z.mul(density)))];
  },
});

const approximation = defineUnary({
  name: 'gelu',
  float: wgsl.functions.gelu_tanh,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => {
    const z = x.clip(-100, 100);
    const square = z.square();
    const scale = 2 * Math.sqrt(2 / Math.PI);
    const s = z.mul(square.mul(0.044715).add(1)).mul(scale).sigmoid();
    const slope = square.mul(3 * 0.044715).add(1).mul(scale); // biome-ignore format: one formula
    return [dy.mul(s.add(z.mul(s).mul(s.neg().add(1)).mul(slope)))];
  },
});

export interface GeluOptions {
  /** The form with tanh, which differs by less than 5e-4. Default false, as `keras.activations.gelu`. */
  readonly approximate?: boolean;
}

/**
 * x times the standard normal distribution function of x. 0 at -infinity.
 * Source: Hendrycks and Gimpel, arXiv 1606.08415.
 *
 * @formula y = x * (1 + erf(x / sqrt(2))) / 2; approximate: y = x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715
 *   * x^3))) / 2
 * @gradient dx = dy * (P(x) + x * p(x)), with the normal distribution function P and its density p
 * @example gl.gelu([-1, 0, 2]) // [-0.1587 0. 1.9545]
 */
export const gelu = (x: TensorLike, { approximate = false }: GeluOptions = {}): Tensor =>
  approximate ? approximation(x) : exact(x);
