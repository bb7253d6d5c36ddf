import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { pairs, specialPairs } from './shapes.ts';

const integers = { dtype: 'int32', low: -3, high: 3 } as const;
for (const [name, run, reference] of [
  ['equal', gl.equal, expected.equal],
  ['notEqual', gl.notEqual, expected.notEqual],
  ['less', gl.less, expected.less],
  ['lessEqual', gl.lessEqual, expected.lessEqual],
  ['greater', gl.greater, expected.greater],
  ['greaterEqual', gl.greaterEqual, expected.greaterEqual],
] as const) {
  const common = { run, reference, gradient: false, dtype: 'bool' } as const;
  checkOp(name, { ...common, inputs: [{}, {}], shapes: pairs.slice(3), special: specialPairs });
  checkOp(`${name} of integers`, { ...common, inputs: [integers, integers], shapes: [[[65], [65]]] });
}

checkOp('equal of booleans', {
  run: gl.equal,
  reference: expected.equal,
  inputs: [{ dtype: 'bool' }, { dtype: 'bool' }],
  shapes: [[[65], [65]]],
  gradient: false,
  dtype: 'bool',
});
