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
 * x where x > 0, alpha * (exp(x) - 1) elsewhere (default alpha 1); the derivative at 0 is alpha.
 * Source: Clevert et al., arXiv 1511.07289.
 */
export const elu = (x: TensorLike, alpha = 1): Tensor => general(x, literal(alpha, 'float32'));

const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

/**
 * 1.0507 * elu(x, 1.6733), which keeps mean 0 and variance 1; the derivative at 0 is 1.7581.
 * Source: Klambauer et al., arXiv 1706.02515.
 */
export const selu = defineUnary({
  name: 'selu',
  float: functions.selu,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [
    dy.mul(SCALE).where(x.greater(0), dy.mul(x.minimum(0).exp()).mul(SCALE * ALPHA)),
  ],
});
