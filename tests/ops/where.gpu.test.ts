import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('where', {
  run: gl.where,
  reference: expected.where,
  inputs: [{ dtype: 'bool' }, {}, {}],
  shapes: [...[1, 64, 65, 65537].map((n) => [[n], [n], [n]]), [[4, 1], [5], []]],
  gradient: [
    [[65], [65], [65]],
    [[4, 1], [5], []],
  ],
  // The branch that is not taken must not shine through.
  special: [
    [1, 0, 1, 0],
    [1, Number.NaN, Number.POSITIVE_INFINITY, 2],
    [Number.NaN, 3, 4, Number.NEGATIVE_INFINITY],
  ],
  rejects: [
    [() => gl.where(gl.ones([2]), 1, 0), 'where: expected a bool condition, got float32'],
    [() => gl.where(gl.zeros([2], 'bool'), gl.zeros([3]), 0), 'where: shapes [2] and [3] do not broadcast'],
  ],
});
