import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary } from '../support/check-elementwise.ts';
import { pairs } from './shapes.ts';

const { zeros } = gl;
const integers = { dtype: 'int32', low: -3, high: 3 } as const;
/** Float32 could not tell these apart. */
const large = [[16777217, 16777216, 2147483647, -2147483648, 5], [16777216, 16777217, 2147483646, 2147483647, 5]]; // biome-ignore format: pairs

for (const [name, run, reference] of [
  ['equal', gl.equal, expected.equal],
  ['notEqual', gl.notEqual, expected.notEqual],
  ['less', gl.less, expected.less],
  ['lessEqual', gl.lessEqual, expected.lessEqual],
  ['greater', gl.greater, expected.greater],
  ['greaterEqual', gl.greaterEqual, expected.greaterEqual],
] as const) {
  checkBinary(name, run, reference, { zeros, shapes: pairs, gradient: 'none', dtype: 'bool', tolerance: 0 });
  const two = { zeros, shapes: [[[65], [65]]], gradient: false, dtype: 'bool', rejects: [] } as const;
  checkBinary(`${name} of integers`, run, reference, {
    ...two,
    inputs: [integers, integers],
    special: large,
  });
  const bits = { dtype: 'bool' } as const;
  checkBinary(`${name} of booleans`, run, reference, {
    ...two,
    inputs: [bits, bits],
    special: [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ],
  });
}
