import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { ulp } from '../support/check-elementwise.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

// What the elementwise kernels share, shown on a few operations: ranks, broadcasting, views, sizes.

const cube: Shape = [2, 3, 4];
const patterns: readonly (readonly Shape[])[] = [
  [[], []],
  [[1], []],
  [[2, 3, 4, 5, 6], [2, 3, 4, 5, 6]],
  [[2, 3, 4, 5, 6], [1, 3, 1, 5, 1]],
  [[2, 1, 4, 1, 6], [3, 1, 5, 1]],
  [[1, 1, 1, 1, 1], [7]],
  [[5, 4, 1], [5, 1, 3]],
  // Inner, middle and outer axes, both ways, each alone.
  ...[[2, 3, 1], [2, 1, 4], [1, 3, 4], [1, 1, 4], [1, 3, 1], [2, 1, 1], [3, 1], [4]].flatMap((shape) => [[cube, shape], [shape, cube]]),
  // Axes of length 0: of both, stretched, and against a scalar.
  [[0], [0]],
  [[3, 0, 2], [1, 2]],
  [[4, 1], [1, 0]],
  [[0, 5], []],
]; // biome-ignore format: a table
const gradients = patterns.slice(2, 7);

checkOp('add of every broadcast', {
  run: gl.add,
  reference: expected.add,
  inputs: [{}, {}],
  shapes: patterns,
  gradient: gradients,
  tolerance: ulp(1),
});
checkOp('pow of every broadcast', {
  run: gl.pow,
  reference: expected.pow,
  inputs: [{ low: 0.5, high: 2 }, {}],
  shapes: patterns.slice(0, 7),
  gradient: [],
  tolerance: ulp(40),
});
checkOp('where of every broadcast', {
  run: gl.where,
  reference: expected.where,
  inputs: [{ dtype: 'bool' }, {}, {}],
  shapes: [
    [[2, 3, 4, 5, 6], [3, 1, 5, 1], []],
    [[], [4, 1], [1, 5]],
    [[3, 1, 1], [2, 1], [4]],
    [[0, 1], [1, 3], []],
    [[2, 1], [0], [1, 1, 1]],
  ],
  gradient: [[[2, 1, 4], [3, 1], []]],
  tolerance: 0,
}); // biome-ignore format: a table
checkOp('sin of every rank', {
  run: (x) => gl.sin(x),
  reference: expected.sin,
  shapes: [[[]], [[7]], [[2, 3]], [[2, 3, 4]], [[2, 3, 4, 5]], [[2, 3, 4, 5, 6]], [[0]], [[2, 0, 3]]],
  tolerance: ulp(6),
});

checkOp('mul of views', {
  // A transpose, a slice, a stretched row and a column of the same data.
  run: (x, y) => x.transpose().slice([1, 0], [4, 6]).mul(y.slice([2, 0], [1, 6])).mul(y.slice([0, 3], [4, 1])).sub(y.slice([0, 0], [4, 6])),
  reference: (x, y) =>
    expected.sub(
      expected.mul(
        expected.mul(expected.slice(expected.transpose(x), [1, 0], [4, 6]), expected.slice(y, [2, 0], [1, 6])),
        expected.slice(y, [0, 3], [4, 1]),
      ),
      expected.slice(y, [0, 0], [4, 6]),
    ),
  inputs: [{}, {}],
  shapes: [[[6, 8], [5, 7]]],
  gradient: [[[6, 8], [5, 7]]],
}); // biome-ignore format: short
checkOp('tanh of views', {
  run: (x) => gl.tanh(x.expandDims(1).broadcastTo([3, 2, 4]).transpose([2, 0, 1]).reshape([8, 3])),
  reference: (x) =>
    expected.tanh(
      expected.reshape(
        expected.transpose(expected.broadcastTo(expected.expandDims(x, 1), [3, 2, 4]), [2, 0, 1]),
        [8, 3],
      ),
    ),
  shapes: [[[3, 4]]],
  gradient: [[[3, 4]]],
  tolerance: ulp(6),
});

describe('sizes', () => {
  // 65535 workgroups of 64 are as many as one dimension of a dispatch may have.
  it.each([65535 * 64 + 65, 4 * (65535 * 64 + 1)])('more than 65535 workgroups: %i elements', async (n) => {
    const data = (await gl.arange(n).mul(3).sub(7).data()) as Int32Array;
    let wrong = 0;
    for (let i = 0; i < n; i++) if (data[i] !== 3 * i - 7) wrong++;
    expect([data.length, wrong]).toEqual([n, 0]);
  });
});
