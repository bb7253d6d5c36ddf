import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('slice', {
  run: (x) => gl.slice(x, [2, 0, 1], [5, -1, 3]),
  reference: (x) => expected.slice(x, [2, 0, 1], [5, -1, 3]),
  shapes: [[[9, 65, 4]], [[7, 1, 6]], [[7, 0, 4]]],
  gradient: [[[9, 3, 4]]],
  rejects: [
    [
      () => gl.slice(gl.zeros([4]), [0.5], [2]),
      'slice: begin [0.5] and size [2] do not lie inside shape [4]',
    ],
    [() => gl.slice(gl.zeros([4, 2]), [0, 0, 0]), 'do not lie inside shape [4, 2]'],
    [() => gl.slice(gl.zeros([4]), [2], [3]), 'slice: begin [2] and size [3] do not lie inside shape [4]'],
    [() => gl.slice(gl.zeros([4]), [-1], [2]), 'do not lie inside shape [4]'],
  ],
});

test('takes whole what begin and size leave out', async () => {
  const x = gl.arange(12).reshape([3, 4]);
  expect(await x.slice(1).array()).toEqual([
    [4, 5, 6, 7],
    [8, 9, 10, 11],
  ]);
  expect(await x.slice([1, 2], 1).array()).toEqual([[6, 7]]);
});
