import wgsl from '../../shaders/elementwise/hyperbolic.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;

/**
 * Hyperbolic sine.
 *
 * @formula y = (e^x - e^-x) / 2
 * @gradient dx = dy * cosh(x)
 * @example gl.sinh([0, 1]) // [0. 1.1752]
 */
export const sinh = defineUnary({
  name: 'sinh',
  float: functions.sinh_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.cosh())],
});

/**
 * Hyperbolic cosine.
 *
 * @formula y = (e^x + e^-x) / 2
 * @gradient dx = dy * sinh(x)
 * @example gl.cosh([0, 1]) // [1. 1.5431]
 */
export const cosh = defineUnary({
  name: 'cosh',
  float: functions.cosh_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sinh())],
});

/**
 * Hyperbolic tangent.
 *
 * @formula y = (e^x - e^-x) / (e^x + e^-x)
 * @gradient dx = dy * (1 - y^2)
 * @example gl.tanh([0, 1, 100]) // [0. 0.7616 1.]
 */
export const tanh = defineUnary({
  name: 'tanh',
  float: functions.tanh_f32,
  cost: 16,
  gradient: ({ output, dy }) => [dy.mul(output.square().neg().add(1))],
});

/**
 * Inverse of sinh.
 *
 * @formula y = ln(x + sqrt(x^2 + 1))
 * @gradient dx = dy / sqrt(x^2 + 1)
 * @example gl.asinh([1, 2]) // [0.8814 1.4436]
 */
export const asinh = defineUnary({
  name: 'asinh',
  float: functions.asinh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.square().add(1).rsqrt())],
});

/**
 * Inverse of cosh, at least 0; NaN below 1.
 *
 * @formula y = ln(x + sqrt(x^2 - 1))
 * @gradient dx = dy / sqrt(x^2 - 1)
 * @example gl.acosh([1, 2]) // [0. 1.3170]
 */
export const acosh = defineUnary({
  name: 'acosh',
  float: functions.acosh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sub(1).mul(x.add(1)).rsqrt())],
});

/**
 * Inverse of tanh; infinite at -1 and 1, NaN beyond.
 *
 * @formula y = ln((1 + x) / (1 - x)) / 2
 * @gradient dx = dy / (1 - x^2)
 * @example gl.atanh([0.5, -0.5]) // [ 0.5493 -0.5493]
 */
export const atanh = defineUnary({
  name: 'atanh',
  float: functions.atanh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.neg().add(1).mul(x.add(1)))],
});
