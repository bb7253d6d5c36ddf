import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

checkOp('transpose', {
  run: (x) => gl.transpose(x),
  reference: (x) => expected.transpose(x),
  shapes: [[[]], [[65]], [[65, 63]], [[3, 4, 5]], [[2, 3, 2, 3, 4]], [[0, 3]]],
  gradient: [[[4, 7]]],
});

checkOp('transpose with a permutation', {
  run: (x) => gl.transpose(x, [-1, 0, 1]),
  reference: (x) => expected.transpose(x, [2, 0, 1]),
  shapes: [[[7, 65, 3]]],
  gradient: [[[3, 4, 5]]],
  rejects: [
    [() => gl.transpose(gl.zeros([2, 3]), [0]), '[0] is not a permutation of the 2 axes of shape [2, 3]'],
    [() => gl.transpose(gl.zeros([2, 3]), [0, 2]), '[0, 2] is not a permutation'],
    [() => gl.transpose(gl.zeros([2, 3]), [0, 0]), '[0, 0] is not a permutation of the 2 axes'],
  ],
});
