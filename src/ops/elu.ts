import wgsl from '../../shaders/elementwise/elu.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { defineBinary, defineUnary } from './define.ts';

const { functions } = wgsl;

const general = defineBinary({
  name: 'elu',
  float: functions.elu,
  cost: 16,
  gradient: ({ inputs: [x, alpha], dy }) => [
    dy.where(x.greater(0), dy.mul(x.minimum(0).exp()).mul(alpha)),
    null,
  ],
});

/**
 * The identity above 0, below an exponential that ends at -alpha; the derivative at 0 is alpha.
 * Source: Clevert et al., arXiv 1511.07289.
 *
 * @formula y = x where x > 0, else alpha * (e^x - 1)
 * @gradient dx = dy where x > 0, else dy * (y + alpha)
 * @example gl.elu([-1, 0, 2]) // [-0.6321 0. 2.]
 */
export const elu = (x: TensorLike, alpha = 1): Tensor => general(x, literal(alpha, 'float32'));

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/**
 * A scaled elu, which keeps mean 0 and variance 1; the derivative at 0 is 1.7581.
 * Source: Klambauer et al., arXiv 1706.02515.
 *
 * @formula y = 1.0507 * elu(x, 1.6733)
 * @gradient dx = 1.0507 * dy where x > 0, else dy * (y + 1.7581)
 * @example gl.selu([-1, 0, 2]) // [-1.1113 0. 2.1014]
 */
export const selu = defineUnary({
  name: 'selu',
  float: functions.selu,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [
    dy.mul(SCALE).where(x.greater(0), dy.mul(x.minimum(0).exp()).mul(SCALE * ALPHA)),
  ],
});
