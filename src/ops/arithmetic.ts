import wgsl from '../../shaders/elementwise/arithmetic.wgsl';
import { defineBinary, defineUnary } from './define.ts';

const { functions } = wgsl;

/** a + b */
export const add = defineBinary({
  name: 'add',
  float: functions.add,
  int: functions.add_i32,
  gradient: ({ dy }) => [dy, dy],
});

/** a - b */
export const sub = defineBinary({
  name: 'sub',
  float: functions.sub,
  int: functions.sub_i32,
  gradient: ({ dy }) => [dy, dy.neg()],
});

/** a * b */
export const mul = defineBinary({
  name: 'mul',
  float: functions.mul,
  int: functions.mul_i32,
  gradient: ({ inputs: [a, b], dy }) => [dy.mul(b), dy.mul(a)],
});

/** a / b; the result is float32, also for integers. */
export const div = defineBinary({
  name: 'div',
  float: functions.div,
  cost: 2,
  gradient: ({ inputs: [, b], output, dy }) => [dy.div(b), dy.mul(output).div(b).neg()],
});

/** (a - b)^2 */
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

/** -x */
export const neg = defineUnary({
  name: 'neg',
  float: functions.neg,
  int: functions.neg_i32,
  gradient: ({ dy }) => [dy.neg()],
});

/** x * x */
export const square = defineUnary({
  name: 'square',
  float: functions.square,
  int: functions.square_i32,
  gradient: ({ inputs: [x], dy }) => [dy.mul(x).mul(2)],
});

/** 1 / x */
export const reciprocal = defineUnary({
  name: 'reciprocal',
  float: functions.reciprocal,
  cost: 2,
  gradient: ({ output, dy }) => [dy.mul(output.square()).neg()],
});
