import wgsl from '../../shaders/elementwise/comparison.wgsl';
import { defineBinary } from './define.ts';

const { functions } = wgsl;

/**
 * Whether two elements are equal; false where either is NaN.
 *
 * @formula y = (a == b)
 * @gradient Not differentiable.
 * @example gl.equal([1, 2, 3], [1, 0, 3]) // [ True False  True]
 */
export const equal = defineBinary({
  name: 'equal',
  float: functions.equal,
  int: functions.equal_i32,
  bool: functions.equal_bool,
  result: 'bool',
});

/**
 * Whether two elements differ; true where either is NaN.
 *
 * @formula y = (a != b)
 * @gradient Not differentiable.
 * @example gl.notEqual([1, 2, 3], [1, 0, 3]) // [False  True False]
 */
export const notEqual = defineBinary({
  name: 'notEqual',
  float: functions.not_equal,
  int: functions.not_equal_i32,
  bool: functions.not_equal_bool,
  result: 'bool',
});

/**
 * Whether the first is smaller; false where either is NaN.
 *
 * @formula y = (a < b)
 * @gradient Not differentiable.
 * @example gl.less([1, 2, 3], 2) // [ True False False]
 */
export const less = defineBinary({
  name: 'less',
  float: functions.less,
  int: functions.less_i32,
  result: 'bool',
});

/**
 * Whether the first is smaller or equal; false where either is NaN.
 *
 * @formula y = (a <= b)
 * @gradient Not differentiable.
 * @example gl.lessEqual([1, 2, 3], 2) // [ True  True False]
 */
export const lessEqual = defineBinary({
  name: 'lessEqual',
  float: functions.less_equal,
  int: functions.less_equal_i32,
  result: 'bool',
});

/**
 * Whether the first is larger; false where either is NaN.
 *
 * @formula y = (a > b)
 * @gradient Not differentiable.
 * @example gl.greater([1, 2, 3], 2) // [False False  True]
 */
export const greater = defineBinary({
  name: 'greater',
  float: functions.greater,
  int: functions.greater_i32,
  result: 'bool',
});

/**
 * Whether the first is larger or equal; false where either is NaN.
 *
 * @formula y = (a >= b)
 * @gradient Not differentiable.
 * @example gl.greaterEqual([1, 2, 3], 2) // [False  True  True]
 */
export const greaterEqual = defineBinary({
  name: 'greaterEqual',
  float: functions.greater_equal,
  int: functions.greater_equal_i32,
  result: 'bool',
});
