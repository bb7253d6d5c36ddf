import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { checkReduction } from './reductions.ts';

for (const [name, run, reference] of [
  ['any', gl.any, expected.any],
  ['all', gl.all, expected.all],
] as const) {
  const common = { dtype: 'bool', gradient: 'none' } as const;
  checkReduction(name, run, reference, { ...common, inputs: [{ dtype: 'bool' }] });
  checkOp(`${name} of rows that are nearly alike`, {
    ...common,
    run: (x) => run(x.notEqual(0), 1),
    reference: (x) => reference(x, 1),
    inputs: [{ dtype: 'int32', low: 0, high: 70 }],
    shapes: [[[50, 70]]],
    gradient: false,
  });
  checkOp(`${name} of nothing`, {
    ...common,
    run: (x) => run(x, 1),
    reference: (x) => reference(x, 1),
    shapes: [[[3, 0]]],
    gradient: false,
  });
  checkOp(`${name} of numbers`, {
    ...common,
    run: (x) => run(x.reshape([3, 2]), 1),
    reference: (x) => reference(expected.reshape(x, [3, 2]), 1),
    shapes: [],
    gradient: false,
    special: [[Number.NaN, 0, 1e-30, 0, 0, -0]],
  });
}
