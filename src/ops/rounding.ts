import wgsl from '../../shaders/elementwise/rounding.wgsl';
import { defineUnary } from './define.ts';

const { functions } = wgsl;
const int = functions.same_i32;

/**
 * The largest whole number that is not above x. The derivative is 0.
 *
 * @formula y = the largest whole number <= x
 * @gradient Not differentiable: constant between the steps.
 * @example gl.floor([1.2, -1.2]) // [ 1. -2.]
 */
export const floor = defineUnary({ name: 'floor', float: functions.floor_f32, int });

/**
 * The smallest whole number that is not below x. The derivative is 0.
 *
 * @formula y = the smallest whole number >= x
 * @gradient Not differentiable: constant between the steps.
 * @example gl.ceil([1.2, -1.2]) // [ 2. -1.]
 */
export const ceil = defineUnary({ name: 'ceil', float: functions.ceil_f32, int });

/**
 * The nearest whole number; halves go to the even one, as in NumPy. The derivative is 0.
 *
 * @formula y = the whole number nearest to x
 * @gradient Not differentiable: constant between the steps.
 * @example gl.round([0.5, 1.5, 2.4]) // [0. 2. 2.]
 */
export const round = defineUnary({ name: 'round', float: functions.round_f32, int });
