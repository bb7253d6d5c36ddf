import wgsl from '../../shaders/elementwise/trigonometry.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;

/**
 * Sine of an angle in radians, accurate for angles of any size.
 *
 * @formula y = sin(x)
 * @gradient dx = dy * cos(x)
 * @example gl.sin([0, Math.PI / 2]) // [0. 1.]
 */
export const sin = defineUnary({
  name: 'sin',
  float: functions.sin_f32,
  cost: 40,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.cos())],
});

/**
 * Cosine of an angle in radians, accurate for angles of any size.
 *
 * @formula y = cos(x)
 * @gradient dx = -dy * sin(x)
 * @example gl.cos([0, Math.PI]) // [ 1. -1.]
 */
export const cos = defineUnary({
  name: 'cos',
  float: functions.cos_f32,
  cost: 40,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x.sin()).neg()],
});

/**
 * Tangent of an angle in radians, accurate for angles of any size.
 *
 * @formula y = sin(x) / cos(x)
 * @gradient dx = dy * (1 + y^2)
 * @example gl.tan([0, 1]) // [0. 1.5574]
 */
export const tan = defineUnary({
  name: 'tan',
  float: functions.tan_f32,
  cost: 50,
  gradient: ({ output, dy }) => [dy.mul(output.square().add(1))],
});
