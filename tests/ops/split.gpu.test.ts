import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

// The pieces in reverse order, so that none can be mistaken for another.
checkOp('split', {
  run: (x) => gl.concat(gl.split(x, 3, 1).reverse(), 1),
  reference: (x) => expected.concat(expected.split(x, [x.shape[1] / 3, x.shape[1] / 3, x.shape[1] / 3], 1).reverse(), 1),
  shapes: [[[4, 9]], [[2, 3, 2, 1, 2]], [[0, 6]]],
  gradient: [[[2, 6]]],
  rejects: [
    [() => gl.split(gl.zeros([4, 7]), 2, 1), 'split: axis 1 of shape [4, 7] has 7 elements and cannot be cut into 2 equal pieces'],
    [() => gl.split(gl.zeros([4]), [1, 2]), 'cannot be cut into sizes [1, 2]'],
    [() => gl.split(gl.zeros([4]), 0), 'cannot be cut into 0 equal pieces'],
    [() => gl.split(gl.zeros([4]), 2, 1), 'split: axis 1 is out of range for rank 1'],
  ],
}); // biome-ignore format: long messages

checkOp('split into sizes', {
  run: (x) => gl.concat(gl.split(x.transpose(), [2, 0, 5, 1], -2).reverse()),
  reference: (x) => expected.concat(expected.split(expected.transpose(x), [2, 0, 5, 1], -2).reverse()),
  shapes: [[[3, 8]]],
  gradient: [[[3, 8]]],
});

for (const axis of [0, 1, -1]) {
  checkOp(`stack along axis ${axis}`, {
    run: (a, b) => gl.stack([a, b.neg(), a], axis),
    reference: (a, b) => expected.stack([a, expected.neg(b), a], axis),
    inputs: [{}, {}],
    shapes: [[[65], [65]], [[3, 4], [3, 4]], [[2, 0], [2, 0]]],
    gradient: [[[2, 3], [2, 3]]],
    rejects: [
      [() => gl.stack([]), 'stack: expected at least one tensor, got none'],
      [() => gl.stack([gl.zeros([2]), gl.zeros([2, 1])]), 'stack: shapes [2] and [2, 1] differ'],
      [() => gl.stack([gl.zeros([2])], 2), 'stack: axis 2 is out of range for rank 2'],
    ],
  }); // biome-ignore format: pairs
}

checkOp('unstack', {
  run: (x) => gl.concat(gl.unstack(x, 1).reverse()),
  reference: (x) =>
    expected.concat(expected.split(x, [1, 1, 1], 1).reverse().map((part) => expected.squeeze(part, 1))),
  shapes: [[[4, 3]], [[2, 3, 5]], [[0, 3]]],
  gradient: [[[4, 3]]],
  rejects: [[() => gl.unstack(1), 'unstack: axis 0 is out of range for rank 0']],
}); // biome-ignore format: pairs

describe('unstack', () => {
  it('of an empty axis gives no tensors', () => {
    expect(gl.unstack(gl.zeros([2, 0]), 1)).toEqual([]);
  });
});
