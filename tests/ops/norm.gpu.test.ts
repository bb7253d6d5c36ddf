import { expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { apart, apartArray } from './apart.ts';
import { checkReduction } from './reductions.ts';

checkReduction('norm', gl.norm, expected.norm, { tolerance: 1e-5, floor: 1 });

for (const ord of [1, 2, Number.POSITIVE_INFINITY]) {
  checkOp(`norm of order ${ord}`, {
    run: (x) => gl.norm(apart(x).sub(7.5), 1, { ord }),
    reference: (x) => expected.norm(expected.sub(apartArray(x), 7.5), 1, { ord }),
    shapes: [[[30, 70]]],
    gradient: [[[4, 9]]],
    tolerance: 1e-5,
    rejects: [[() => gl.norm([1, 2], 0, { ord: 3 }), 'norm: expected ord 1, 2 or Infinity, got 3']],
  });
  checkOp(`norm of order ${ord} of NaN and infinity`, {
    run: (x) => gl.norm(x.reshape([2, 2]), 1, { ord }),
    reference: (x) => expected.norm(expected.reshape(x, [2, 2]), 1, { ord }),
    shapes: [],
    gradient: false,
    special: [[1, Number.NaN, -Infinity, 2]],
  });
}

it('norm of the zero vector has the derivative 0', async () => {
  const x = gl.zeros([3]).add(0);
  const [dx] = gradients('norm', gl.norm(x), [x]);
  expect(await dx?.array()).toEqual([0, 0, 0]);
});
