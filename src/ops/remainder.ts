import wgsl from '../../shaders/elementwise/remainder.wgsl';
import { defineBinary } from './define.ts';

const { functions } = wgsl;

/**
 * floor(a / b). Integers stay integers, and divided by 0 give 0. The derivative is 0.
 *
 * @formula y = floor(a / b)
 * @gradient Not differentiable: constant between the steps.
 * @example gl.floorDiv([7, -7], 2) // [ 3. -4.]
 */
export const floorDiv = defineBinary({
  name: 'floorDiv',
  float: functions.floor_div_f32,
  int: functions.floor_div_i32,
  cost: 30,
});

/**
 * The remainder of floorDiv, exact and with the sign of b, as in NumPy. An integer modulo 0 is 0.
 *
 * @formula y = a - b * floor(a / b)
 * @gradient da = dy, db = -dy * floor(a / b)
 * @example gl.mod([7, -7], 3) // [1. 2.]
 */
export const mod = defineBinary({
  name: 'mod',
  float: functions.mod_f32,
  int: functions.mod_i32,
  cost: 30,
  gradient: ({ inputs: [a, b], dy, needs }) => [dy, needs[1] ? dy.mul(a.floorDiv(b)).neg() : null],
});
