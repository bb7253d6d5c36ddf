import wgsl from '../../shaders/elementwise/comparison.wgsl';
import { defineBinary } from './define.ts';

const { functions } = wgsl;

/** a == b, element by element; false where either is NaN. */
export const equal = defineBinary({
  name: 'equal',
  float: functions.equal,
  int: functions.equal_i32,
  bool: functions.equal_bool,
  result: 'bool',
});

/** a != b; true where either is NaN. */
export const notEqual = defineBinary({
  name: 'notEqual',
  float: functions.not_equal,
  int: functions.not_equal_i32,
  bool: functions.not_equal_bool,
  result: 'bool',
});

/** a < b */
export const less = defineBinary({
  name: 'less',
  float: functions.less,
  int: functions.less_i32,
  result: 'bool',
});

/** a <= b */
export const lessEqual = defineBinary({
  name: 'lessEqual',
  float: functions.less_equal,
  int: functions.less_equal_i32,
  result: 'bool',
});

/** a > b */
export const greater = defineBinary({
  name: 'greater',
  float: functions.greater,
  int: functions.greater_i32,
  result: 'bool',
});

/** a >= b */
export const greaterEqual = defineBinary({
  name: 'greaterEqual',
  float: functions.greater_equal,
  int: functions.greater_equal_i32,
  result: 'bool',
});
