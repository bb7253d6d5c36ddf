import wgsl from '../../shaders/elementwise/erf.wgsl';
import { defineUnary } from './define.ts';

/**
 * The error function: 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
 *
 * @formula y = 2 / sqrt(pi) * integral of exp(-t^2) for t from 0 to x
 * @gradient dx = dy * 2 / sqrt(pi) * exp(-x^2)
 * @example gl.erf([0, 0.5, 1]) // [0. 0.5205 0.8427]
 */
export const erf = defineUnary({
  name: 'erf',
  float: wgsl.functions.erf,
  cost: 30,
  gradient: ({ inputs: [x], dy }) => [
    dy.mul(
      x
        .square()
        .neg()
        .exp()
        .mul(2 / Math.sqrt(Math.PI)),
    ),
  ],
});
