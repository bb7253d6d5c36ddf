import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

const three = [{}, {}, {}];

checkOp('concat', {
  run: (...list) => gl.concat(list),
  reference: (...list) => expected.concat(list),
  inputs: three,
  shapes: [
    [[1], [64], [65]],
    [
      [2, 5],
      [1, 5],
      [70, 5],
    ],
    [
      [0, 5],
      [3, 5],
      [0, 5],
    ],
  ],
  gradient: [
    [
      [2, 5],
      [1, 5],
      [3, 5],
    ],
  ],
});

checkOp('concat along the last axis', {
  run: (...list) => gl.concat(list, -1),
  reference: (...list) => expected.concat(list, -1),
  inputs: three,
  shapes: [
    [
      [9, 2],
      [9, 65],
      [9, 1],
    ],
  ],
  gradient: [
    [
      [3, 2],
      [3, 4],
      [3, 1],
    ],
  ],
  rejects: [
    [
      () => gl.concat([gl.zeros([2]), gl.zeros([2, 1])]),
      'concat: shapes [2] and [2, 1] differ outside of axis 0',
    ],
    [() => gl.concat([1, 2]), 'concat: axis 0 is out of range for rank 0'],
    [() => gl.concat([]), 'concat: expected at least one tensor'],
    [
      () => gl.concat([gl.zeros([2, 3]), gl.zeros([2, 4])]),
      'concat: shapes [2, 3] and [2, 4] differ outside of axis 0',
    ],
  ],
});

// More tensors than one kernel may bind, one of them of integers.
checkOp('concat of twenty views', {
  run: (x, n) => gl.concat(Array.from({ length: 10 }, (_, k) => [x.transpose().mul(k), n.add(k)]).flat()),
  reference: (x, n) =>
    expected.concat(
      Array.from({ length: 10 }, (_, k) => [
        expected.mul(expected.transpose(x), k),
        expected.add(n, k),
      ]).flat(),
    ),
  inputs: [{}, { dtype: 'int32', low: -9, high: 9 }],
  shapes: [
    [
      [3, 2],
      [1, 3],
    ],
  ],
  gradient: [
    [
      [3, 2],
      [1, 3],
    ],
  ],
});
