import { expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { checkOp, expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { checkReduction } from './reductions.ts';

// A sum of random signs may cancel: its error is relative to what was added.
const common = { floor: 1, tolerance: 2e-5 };

checkReduction('sum', gl.sum, expected.sum, common);
checkReduction('mean', gl.mean, expected.mean, common);

for (const [name, run, reference] of [
  ['sum', gl.sum, expected.sum],
  ['mean', gl.mean, expected.mean],
] as const) {
  checkOp(`${name} of all elements`, {
    floor: 10,
    tolerance: 2e-5,
    run: (x) => run(x),
    reference: (x) => reference(x),
    shapes: [1, 63, 64, 65, 1000, 65537].map((n) => [[n]]),
    gradient: false,
    special: [[1, Number.NaN, Number.POSITIVE_INFINITY]],
  });
  checkOp(`${name} of infinities`, {
    run: (x) => run(x.reshape([3, 2]), 1),
    reference: (x) => reference(expected.reshape(x, [3, 2]), 1),
    shapes: [],
    gradient: false,
    special: [[Infinity, 1, -Infinity, 1, Infinity, -Infinity]],
  });
  checkOp(`${name} of nothing`, {
    run: (x) => run(x, 1),
    reference: (x) => reference(x, 1),
    shapes: [[[3, 0, 2]]],
    gradient: false,
  });
}

checkOp('sum of integers beyond 2^24, which stay whole', {
  run: (x) => gl.sum(x, 1),
  reference: (x) => expected.sum(x, 1),
  inputs: [{ dtype: 'int32', low: -(2 ** 24), high: 2 ** 24 }],
  shapes: [[[5, 100]]],
  gradient: false,
  dtype: 'int32',
});

checkOp('sum of booleans counts them', {
  run: (x) => gl.sum(x),
  reference: (x) => expected.sum(x),
  inputs: [{ dtype: 'bool' }],
  shapes: [[[1000]], [[]]],
  gradient: false,
  dtype: 'int32',
});

it('sum of a million elements', async () => {
  const seed = testSeed();
  const x = randomUniform(randomFrom(seed), [1_000_000], 0, 1);
  expectClose(await fromTensor(gl.sum(toTensor(x))), expected.sum(x), {
    tolerance: 1e-6,
    label: `seed ${seed}`,
  });
});

it('sum gives the same bits twice', async () => {
  const x = toTensor(randomUniform(randomFrom(testSeed()), [70_001], -1, 1));
  const [first, second] = await Promise.all([gl.sum(x).data(), gl.sum(x.add(0)).data()]);
  expect(first).toEqual(second);
});
