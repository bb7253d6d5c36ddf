import wgsl from '../../shaders/elementwise/relu.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { defineBinary, defineUnary } from './define.ts';

const { functions } = wgsl;

/** dy where the output y was positive, 0 elsewhere; linear in dy. */
const reluGradient = defineBinary({
  name: 'reluGradient',
  float: functions.relu_gradient,
  gradient: ({ inputs: [, y], dy }) => [reluGradient(dy, y), null],
});

/**
 * The positive part; the derivative at 0 is 0.
 *
 * @formula y = max(x, 0)
 * @gradient dx = dy where x > 0, else 0
 * @example gl.relu([-1, 0, 2]) // [0. 0. 2.]
 */
export const relu = defineUnary({
  name: 'relu',
  float: functions.relu,
  int: functions.relu_i32,
  gradient: ({ output, dy }) => [reluGradient(dy, output)],
});

/**
 * The positive part, at most 6; the derivative at 0 and at 6 is 0.
 *
 * @formula y = min(max(x, 0), 6)
 * @gradient dx = dy where 0 < x < 6, else 0
 * @example gl.relu6([-1, 3, 8]) // [0. 3. 6.]
 */
export const relu6 = defineUnary({
  name: 'relu6',
  float: functions.relu6,
  int: functions.relu6_i32,
  gradient: ({ output, dy }) => [dy.where(output.greater(0).logicalAnd(output.less(6)), 0)],
});

const leaky = defineBinary({
  name: 'leakyRelu',
  float: functions.leaky_relu,
  cost: 2,
  gradient: ({ inputs: [x, slope], dy }) => [dy.where(x.greater(0), dy.mul(slope)), null],
});

/**
 * The identity above 0 and a flatter line below; the derivative at 0 is negativeSlope.
 *
 * @formula y = x where x > 0, else negativeSlope * x
 * @gradient dx = dy where x > 0, else negativeSlope * dy
 * @example gl.leakyRelu([-1, 0, 2]) // [-0.2  0.   2.]
 */
export const leakyRelu = (x: TensorLike, negativeSlope = 0.2): Tensor =>
  leaky(x, literal(negativeSlope, 'float32'));
