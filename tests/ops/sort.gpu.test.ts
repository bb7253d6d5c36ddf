import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { randomFrom, randomIntegers } from '../reference/random.ts';
import { checkOp, type Shape, testSeed, toTensor } from '../support/check-op.ts';
import { apart, apartArray } from './apart.ts';

// Without merging, with a pass and with two; lengths that fill their runs and that do not.
const shapes: readonly (readonly Shape[])[] = [
  [1], [2], [65], [256], [257], [2049], [7, 30], [3, 300], [2, 0], [0, 3], [2, 2, 3, 2, 5],
].map((shape) => [shape]); // biome-ignore format: a list
const special = [[3, Number.NaN, -Infinity, 0, -0, Infinity, Number.NaN, 1e-30, -3, 3]];

for (const [name, run, reference, dtype] of [
  ['sort', gl.sort, expected.sort, 'float32'],
  ['argSort', gl.argSort, expected.argSort, 'int32'],
] as const) {
  const isSort = name === 'sort';
  checkOp(name, {
    run: (x) => run(x),
    reference: (x) => reference(x),
    shapes,
    gradient: isSort ? false : 'none',
    dtype,
    rejects: [
      [() => run(gl.zeros([2]), 1), `${name}: axis 1 is out of range for rank 1`],
      [() => run(gl.tensor(1)), `${name}: axis -1 is out of range for rank 0`],
    ],
  });
  checkOp(`${name} along the first axis of a view, descending`, {
    run: (x) => run(apart(x).transpose().slice([1, 0, 0], [5, 4, 3]), 0, { descending: true }),
    reference: (x) =>
      reference(expected.slice(expected.transpose(apartArray(x)), [1, 0, 0], [5, 4, 3]), 0, {
        descending: true,
      }),
    shapes: [[[3, 4, 7]]],
    gradient: isSort ? [[[3, 4, 7]]] : false,
    dtype,
  });
  for (const descending of [false, true]) {
    checkOp(`${name} with NaN, infinity and both zeros, descending ${descending}`, {
      run: (x) => run(x, 0, { descending }),
      reference: (x) => reference(x, 0, { descending }),
      shapes: [],
      gradient: false,
      special,
      dtype,
    });
    // Few different values, in one block and in two passes: ties keep their order.
    checkOp(`${name} of integers with ties, descending ${descending}`, {
      run: (x) => run(x, -1, { descending }),
      reference: (x) => reference(x, -1, { descending }),
      inputs: [{ dtype: 'int32', low: -3, high: 4 }],
      shapes: [[[4, 70]], [[2, 1000]]],
      gradient: false,
      dtype: 'int32',
    });
  }
  checkOp(`${name} of booleans`, {
    run: (x) => run(x),
    reference: (x) => reference(x),
    inputs: [{ dtype: 'bool' }],
    shapes: [[[50]]],
    gradient: false,
    dtype: isSort ? 'bool' : 'int32',
  });
}

describe('sort', () => {
  it('of 65537 elements with NaN and ties, and of integers beyond 2^24', async () => {
    const seed = testSeed();
    const whole = randomIntegers(randomFrom(seed), [65537], 0, 30_000);
    const floats: NdArray = {
      ...whole,
      data: whole.data.map((x, i) => (i % 1000 === 7 ? Number.NaN : x / 8)),
    };
    const order = await gl.argSort(toTensor(floats)).data();
    expect(Array.from(order), `seed ${seed}`).toEqual(Array.from(expected.argSort(floats).data));
    const integers = { ...whole, data: whole.data.map((x) => x + 2 ** 30) };
    const sorted = await gl.sort(toTensor(integers, 'int32'), 0, { descending: true }).data();
    expect(Array.from(sorted)).toEqual(Array.from(expected.sort(integers, 0, { descending: true }).data));
  });
});

checkOp('sort: gradient', {
  run: (x) => gl.sort(apart(x)),
  reference: (x) => expected.sort(apartArray(x)),
  shapes: [],
  gradient: [[[40]], [[3, 7]], [[300]]],
});

for (const k of [0, 1, 5]) {
  checkOp(`topK: values of the ${k} largest`, {
    run: (x) => gl.topK(x, k).values,
    reference: (x) => expected.topK(x, k).values,
    shapes: [[[9]], [[4, 65]], [[2, 600]]],
    gradient: false,
    special,
    rejects: [
      [() => gl.topK([1, 2], 3), 'topK: expected k from 0 to 2, the last length of shape [2], got 3'],
      [() => gl.topK([1, 2], 1.5), 'topK: expected k from 0 to 2'],
      [() => gl.topK(1, 1), 'topK: axis -1 is out of range for rank 0'],
    ],
  });
}

checkOp('topK: gradient', {
  run: (x) => gl.topK(apart(x), 4).values,
  reference: (x) => expected.topK(apartArray(x), 4).values,
  shapes: [],
  gradient: [[[3, 9]], [[2, 300]]],
});

checkOp('topK: positions of integers with ties', {
  run: (x) => gl.topK(x, 6).indices,
  reference: (x) => expected.topK(x, 6).indices,
  inputs: [{ dtype: 'int32', low: 0, high: 4 }],
  shapes: [[[4, 65]], [[2, 600]]],
  gradient: false,
  dtype: 'int32',
});

it('sort can be differentiated twice', async () => {
  const x = gl.tensor([3, 1, 2]);
  const [dx] = gradients('sort', gl.sort(x).square().mul([1, 10, 100]).sum(), [x]);
  const [second] = gradients('sort', (dx as gl.Tensor).sum(), [x]);
  expect(await second?.array()).toEqual([200, 2, 20]);
});
