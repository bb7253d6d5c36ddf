import { expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { array, fromFlat } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { checkOp, expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

const index = { dtype: 'int32', low: 0, high: 9 } as const;
const common = { floor: 1, tolerance: 1e-5 };

checkOp('scatterAdd', {
  ...common,
  run: (x, i) => gl.scatterAdd(x, i, 9),
  reference: (x, i) => expected.scatterAdd(x, i, 9),
  inputs: [{}, index],
  shapes: [[[65], [65]], [[20, 4], [20]], [[2, 3, 5], [2, 3]], [[4], []], [[0, 3], [0]], [[5, 0], [5]]],
  gradient: [[[20, 3], [20]]],
  rejects: [
    [() => gl.scatterAdd(gl.zeros([2, 3]), [0, 9], 9), 'scatterAdd: index 9 at position 1 of indices [2] is out of range'],
    [() => gl.scatterAdd(gl.zeros([2, 3]), [0, 1, 2], 9), 'x [2, 3] must hold the shape of the indices [3] at axis 0'],
    [() => gl.scatterAdd(gl.zeros([3]), gl.zeros([1, 3], 'int32'), 9), 'x [3] must hold the shape of the indices [1, 3]'],
    [() => gl.scatterAdd(gl.zeros([2]), [0, 1], -1), 'scatterAdd: expected a non-negative integer size, got -1'],
    [() => gl.scatterAdd(gl.zeros([2]), gl.zeros([2]), 3), 'scatterAdd: expected int32 indices, got float32'],
  ],
}); // biome-ignore format: pairs of shapes

checkOp('scatterAdd along axis 1, at computed indices, clamped', {
  ...common,
  run: (x, i) => gl.scatterAdd(x, i.mul(2).sub(5), 9, 1),
  reference: (x, i) => expected.scatterAdd(x, expected.clip(expected.sub(expected.mul(i, 2), 5), 0, 8), 9, 1),
  inputs: [{}, index],
  shapes: [[[3, 30, 2], [30]]],
  gradient: [[[2, 12, 2], [12]]],
});

checkOp('scatterAdd of integers', {
  run: (x) => gl.scatterAdd(x, [1, 3, 1, 0], 5),
  reference: (x) => expected.scatterAdd(x, array([1, 3, 1, 0]), 5),
  inputs: [{ dtype: 'int32', low: -(2 ** 29), high: 2 ** 29 }],
  shapes: [[[4, 6]]],
  gradient: false,
  dtype: 'int32',
});

checkOp('scatterAdd of infinity and NaN, which stay in their slices', {
  run: (x) => gl.scatterAdd(x, [2, 0, 2, 1, 3], 5),
  reference: (x) => expected.scatterAdd(x, array([2, 0, 2, 1, 3]), 5),
  shapes: [],
  gradient: false,
  special: [[1, Infinity, 2, Number.NaN, -Infinity]],
});

// Beyond FEW_ADDITIONS the indices are sorted: short, and long enough for merging and for a scan in chunks.
it.each([
  [300, 2500, 8],
  [3000, 700, 3],
])('scatterAdd of %i slices to %i places of %i, which repeats the same bits', async (n, size, columns) => {
  const seed = testSeed();
  const random = randomFrom(seed);
  const x = randomUniform(random, [n, columns]);
  // Half of the places in the first tenth: long runs of equal indices.
  const places = randomIntegers(random, [n], 0, size).data.map((i, k) =>
    k % 2 === 0 ? Math.floor(i / 10) : i,
  );
  x.data[7 * columns] = Number.POSITIVE_INFINITY;
  const indices = fromFlat(places, [n]);
  const run = () => gl.scatterAdd(toTensor(x), toTensor(indices, 'int32'), size);
  const wanted = expected.scatterAdd(x, indices, size);
  expectClose(await fromTensor(run()), wanted, { ...common, label: `seed ${seed}` });
  expect(await run().data()).toEqual(await run().data());
});

it('scatterAdd: the gradient of a long gather, and back', async () => {
  const seed = testSeed();
  const random = randomFrom(seed);
  const table = randomUniform(random, [4000, 6]);
  const indices = randomIntegers(random, [500], 0, 40);
  const weights = randomUniform(random, [500, 6]);
  const slope = gl.grad((t) => gl.gather(t, toTensor(indices, 'int32')).mul(toTensor(weights)).sum());
  const wanted = expected.scatterAdd(weights, indices, 4000);
  expectClose(await fromTensor(slope(toTensor(table))), wanted, { ...common, label: `seed ${seed}` });
});
