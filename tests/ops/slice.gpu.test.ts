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
    [() => gl.slice(gl.zeros([4, 2]), [0], [2]), 'do not lie inside shape [4, 2]'],
    [() => gl.slice(gl.zeros([4]), [2], [3]), 'slice: begin [2] and size [3] do not lie inside shape [4]'],
    [() => gl.slice(gl.zeros([4]), [-1], [2]), 'do not lie inside shape [4]'],
  ],
});
