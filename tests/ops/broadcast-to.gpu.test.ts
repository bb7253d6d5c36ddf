import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('broadcastTo', {
  run: (x) => gl.broadcastTo(x, [4, 3, 65]),
  reference: (x) => expected.broadcastTo(x, [4, 3, 65]),
  shapes: [[[65]], [[]], [[4, 1, 65]], [[3, 1]]],
  gradient: [[[3, 1]], [[]], [[4, 1, 65]]],
  rejects: [
    [() => gl.broadcastTo(gl.zeros([1]), [-2]), 'must hold non-negative integers only'],
    [() => gl.broadcastTo(gl.zeros([2]), [3]), 'broadcastTo: shape [2] does not broadcast to [3]'],
    [() => gl.broadcastTo(gl.zeros([1, 2]), [2]), 'broadcastTo: shape [1, 2] does not broadcast to [2]'],
  ],
});

checkOp('broadcastTo of a view, and to nothing', {
  run: (x) => gl.broadcastTo(x.transpose(), [0, 3, 2, 4]),
  reference: (x) => expected.broadcastTo(expected.transpose(x), [0, 3, 2, 4]),
  shapes: [[[4, 1, 3]], [[4, 2]]],
  gradient: false,
});

checkOp('broadcastTo of an empty axis', {
  run: (x) => gl.broadcastTo(x, [2, 0, 3]),
  reference: (x) => expected.broadcastTo(x, [2, 0, 3]),
  shapes: [[[0, 1]]],
  gradient: false,
});
