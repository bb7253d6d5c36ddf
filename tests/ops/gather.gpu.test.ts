import * as gl from '../../src/index.ts';
import { array } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

const index = { dtype: 'int32', low: 0, high: 9 } as const;

checkOp('gather', {
  run: (x, i) => gl.gather(x, i),
  reference: (x, i) => expected.gather(x, i),
  inputs: [{}, index],
  shapes: [
    [[9], [65]],
    [[9, 130], [4]],
    [
      [9, 7],
      [3, 5],
    ],
    [[9, 3], []],
  ],
  gradient: [
    [[9, 4], [20]],
    [[9], [2, 3]],
  ],
  rejects: [
    [() => gl.gather(gl.zeros([3]), [0, 3]), 'gather: index 3 at position 1 of indices [2] is out of range for axis 0 of shape [3]; expected 0 to 2.'],
    [() => gl.gather(gl.zeros([3]), gl.zeros([1])), 'gather: expected int32 indices, got float32'],
  ],
});

checkOp('gather along the last axis', {
  run: (x, i) => gl.gather(x, i, -1),
  reference: (x, i) => expected.gather(x, i, -1),
  inputs: [{}, index],
  shapes: [[[5, 9], [12]]],
  gradient: [[[3, 9], [12]]],
});

checkOp('oneHot', {
  run: (i) => gl.oneHot(i, 7),
  reference: (i) => expected.oneHot(i, 7),
  inputs: [index],
  shapes: [[[1]], [[65]], [[4, 5]]],
  gradient: false,
});

checkOp('scatterAdd', {
  run: (x) => x.scatterAdd(gl.tensor(new Int32Array([1, 3, 1, 0])), 5),
  reference: (x) => expected.matmul(expected.oneHot(array([1, 3, 1, 0]), 5), x, { transposeA: true }),
  shapes: [[[4, 65]]],
  gradient: [[[4, 3]]],
});
