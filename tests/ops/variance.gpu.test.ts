import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { checkReduction } from './reductions.ts';

for (const [name, run, reference] of [
  ['variance', gl.variance, expected.variance],
  ['std', gl.std, expected.std],
] as const) {
  checkReduction(name, run, reference, { tolerance: 2e-5, floor: 1 });
  checkOp(`${name} of a sample far from 0`, {
    run: (x) => run(x, 1, { ddof: 1 }),
    reference: (x) => reference(x, 1, { ddof: 1 }),
    inputs: [{ low: 1000, high: 1004 }],
    shapes: [[[6, 50]]],
    gradient: [[[2, 9]]],
    tolerance: 1e-4,
    gradientTolerance: 2e-3,
    rejects: [[() => run([1, 2], 0, { ddof: Number.NaN }), `${name}: expected a finite ddof, got NaN`]],
  });
  checkOp(`${name} of NaN, infinity and too few`, {
    run: (x) => run(x.reshape([2, 2]), 1, { ddof: 2 }),
    reference: (x) => reference(expected.reshape(x, [2, 2]), 1, { ddof: 2 }),
    shapes: [],
    gradient: false,
    special: [[1, Number.NaN, Infinity, 2]],
  });
  checkOp(`${name} of nothing`, {
    run: (x) => run(x, 1),
    reference: (x) => reference(x, 1),
    shapes: [[[2, 0]]],
    gradient: false,
  });
}

describe('std', () => {
  it('of equal elements has the derivative 0', async () => {
    const x = gl.tensor([2, 2, 2]);
    const [dx] = gradients('std', gl.std(x), [x]);
    expect(await dx?.array()).toEqual([0, 0, 0]);
  });
});
