import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary } from '../support/check-elementwise.ts';
import { specials } from './shapes.ts';

const halves = [0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 8388607.5, 16777217, 0.49999997, -0.49999997];

for (const [name, run, reference] of [
  ['floor', gl.floor, expected.floor],
  ['ceil', gl.ceil, expected.ceil],
  ['round', gl.round, expected.round],
] as const) {
  checkUnary(name, run, reference, {
    inputs: [{ low: -9, high: 9 }],
    gradient: 'none',
    tolerance: 0,
    special: [[...specials, ...halves]],
  });
  checkUnary(`${name} of integers`, run, (x) => x, {
    inputs: [{ dtype: 'int32', low: -9, high: 9 }],
    shapes: [[[65]]],
    gradient: false,
    dtype: 'int32',
    special: [[2147483647, -2147483648, 16777217]],
  });
}
