import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

// Views cost nothing by themselves; the transposes make them do index arithmetic.
checkOp('reshape', {
  run: (x) => gl.transpose(gl.reshape(gl.transpose(x), [5, -1, 2])),
  reference: (x) => expected.transpose(expected.reshape(expected.transpose(x), [5, -1, 2])),
  shapes: [[[4, 10]], [[130, 7, 3]], [[2, 1, 5, 3, 2]], [[10]], [[0, 3]]],
  gradient: [[[4, 10]]],
  rejects: [
    [() => gl.reshape(gl.zeros([2, 3]), [4]), 'reshape: [2, 3] has 6 elements and cannot become [4]'],
    [() => gl.reshape(gl.zeros([2, 3]), [4, -1]), 'reshape: [2, 3] has 6 elements and cannot become [4, -1]'],
    [() => gl.reshape(gl.zeros([2, 3]), [-1, -1]), 'at most one may be -1'],
    [() => gl.reshape(gl.zeros([0, 3]), [0, -1]), 'cannot become [0, -1]'],
  ],
});

checkOp('reshape to a scalar and back', {
  run: (x) => gl.reshape(gl.reshape(x, []), [1, 1]),
  reference: (x) => expected.reshape(x, [1, 1]),
  shapes: [[[1]], [[]]],
  gradient: [[[1, 1, 1]]],
});

checkOp('expandDims', {
  run: (x) => gl.expandDims(gl.expandDims(x, 0), -1),
  reference: (x) => expected.expandDims(expected.expandDims(x, 0), -1),
  shapes: [[[65]], [[]], [[0]]],
  gradient: [[[4, 5]]],
  rejects: [[() => gl.expandDims(gl.zeros([2]), 3), 'expandDims: axis 3 is out of range for rank 1']],
});

checkOp('squeeze', {
  run: (x) => gl.squeeze(gl.squeeze(x, 0)),
  reference: (x) => expected.squeeze(expected.squeeze(x, 0)),
  shapes: [[[1, 65, 1, 2]], [[1]], [[1, 0, 1]]],
  gradient: [[[1, 5, 1, 2]]],
  rejects: [
    [() => gl.squeeze(gl.zeros([2, 1]), 0), 'squeeze: axis 0 of shape [2, 1] has length 2, not 1'],
    [() => gl.squeeze(gl.zeros([1]), 1), 'squeeze: axis 1 is out of range for rank 1'],
    [() => gl.squeeze(gl.zeros([1]), [0, -1]), 'squeeze: axes [0, 0] name an axis twice'],
  ],
});
