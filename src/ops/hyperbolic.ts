import wgsl from '../../shaders/elementwise/hyperbolic.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;

/** Hyperbolic sine. */
export const sinh = defineUnary({
  name: 'sinh',
  float: functions.sinh_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.cosh())],
});

/** Hyperbolic cosine. */
export const cosh = defineUnary({
  name: 'cosh',
  float: functions.cosh_f32,
  cost: 16,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sinh())],
});

/** Hyperbolic tangent. */
export const tanh = defineUnary({
  name: 'tanh',
  float: functions.tanh_f32,
  cost: 16,
  gradient: ({ output, dy }) => [dy.mul(output.square().neg().add(1))],
});

/** Inverse of sinh. */
export const asinh = defineUnary({
  name: 'asinh',
  float: functions.asinh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.square().add(1).rsqrt())],
});

/** Inverse of cosh, at least 0; NaN below 1. */
export const acosh = defineUnary({
  name: 'acosh',
  float: functions.acosh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sub(1).mul(x.add(1)).rsqrt())],
});

/** Inverse of tanh; infinite at -1 and 1, NaN beyond. */
export const atanh = defineUnary({
  name: 'atanh',
  float: functions.atanh_f32,
  cost: 24,
  gradient: ({ inputs: [x], dy }) => [dy.div(x.neg().add(1).mul(x.add(1)))],
});
