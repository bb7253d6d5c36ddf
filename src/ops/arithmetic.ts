import wgsl from '../../shaders/elementwise/arithmetic.wgsl';
import { defineBinary, defineUnary } from './define.ts';

const { functions } = wgsl;

/**
 * Sum, element by element.
 *
 * @formula y = a + b
 * @gradient da = dy, db = dy
 * @example
 * gl.add([[1], [2]], [10, 20])
 * // [[11. 21.]
 * //  [12. 22.]]
 */
export const add = defineBinary({
  name: 'add',
  float: functions.add,
  int: functions.add_i32,
  gradient: ({ dy }) => [dy, dy],
});

/**
 * Difference, element by element.
 *
 * @formula y = a - b
 * @gradient da = dy, db = -dy
 * @example gl.sub([5, 7], 2) // [3. 5.]
 */
export const sub = defineBinary({
  name: 'sub',
  float: functions.sub,
  int: functions.sub_i32,
  gradient: ({ dy }) => [dy, dy.neg()],
});

/**
 * Product, element by element.
 *
 * @formula y = a * b
 * @gradient da = dy * b, db = dy * a
 * @example gl.mul([1, 2, 3], [4, 5, 6]) // [ 4. 10. 18.]
 */
export const mul = defineBinary({
  name: 'mul',
  float: functions.mul,
  int: functions.mul_i32,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(b), dy.mul(a)],
});

/**
 * Quotient; the result is float32, also for integers. A number divided by 0 is infinite, 0 / 0 is NaN.
 *
 * @formula y = a / b
 * @gradient da = dy / b, db = -dy * y / b
 * @example gl.div([1, 2, 3], 2) // [0.5 1.  1.5]
 */
export const div = defineBinary({
  name: 'div',
  float: functions.div,
  cost: 2,
  gradient: ({ inputs: [, b], output, dy }) => [dy.div(b), dy.mul(output).div(b).neg()],
});

/**
 * Squared difference, element by element.
 *
 * @formula y = (a - b)^2
 * @gradient da = 2 * dy * (a - b), db = -da
 * @example gl.squaredDifference([1, 5], [4, 4]) // [9. 1.]
 */
export const squaredDifference = defineBinary({
  name: 'squaredDifference',
  float: functions.squared_difference,
  int: functions.squared_difference_i32,
  cost: 2,
  gradient: ({ inputs: [a, b], dy, needs }) => {
    const slope = dy.mul(a.sub(b)).mul(2);
    return [slope, needs[1] ? slope.neg() : null];
  },
});

/**
 * The opposite.
 *
 * @formula y = -x
 * @gradient dx = -dy
 * @example gl.neg([1, -2]) // [-1.  2.]
 */
export const neg = defineUnary({
  name: 'neg',
  float: functions.neg,
  int: functions.neg_i32,
  gradient: ({ dy }) => [dy.neg()],
});

/**
 * The element times itself.
 *
 * @formula y = x * x
 * @gradient dx = 2 * dy * x
 * @example gl.square([1, -2, 3]) // [1. 4. 9.]
 */
export const square = defineUnary({
  name: 'square',
  float: functions.square,
  int: functions.square_i32,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x).mul(2)],
});

/**
 * One over the element; infinite at 0.
 *
 * @formula y = 1 / x
 * @gradient dx = -dy * y^2
 * @example gl.reciprocal([1, 2, 4]) // [1.   0.5  0.25]
 */
export const reciprocal = defineUnary({
  name: 'reciprocal',
  float: functions.reciprocal,
  cost: 2,
  gradient: ({ output, dy }) => [dy.mul(output.square()).neg()],
});
