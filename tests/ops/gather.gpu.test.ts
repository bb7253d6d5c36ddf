import * as gl from '../../src/index.ts';
import { array, type NdArray } from '../reference/array.ts';
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
    [[9, 7], [3, 5]],
    [[9, 3], []],
    [[9, 3], [0]],
    [[9, 2, 1, 3, 2], [2]],
    [[9, 2, 2], [2, 1, 3]],
  ],
  gradient: [
    [[9, 4], [20]],
    [[9], [2, 3]],
    [[9, 3], []],
  ],
  rejects: [
    [
      () => gl.gather(gl.zeros([3]), [0, 3]),
      'gather: index 3 at position 1 of indices [2] is out of range for axis 0 of shape [3]; expected 0 to 2.',
    ],
    [() => gl.gather(gl.zeros([3]), -1), 'gather: index -1 at position 0 of indices [] is out of range'],
    [
      () => gl.gather(gl.zeros([2, 3]), gl.tensor([[1, 5]], [1, 2], 'int32').reshape([2]), 1),
      'gather: index 5 at position 1 of indices [2] is out of range for axis 1 of shape [2, 3]; expected 0 to 2.',
    ],
    [() => gl.gather(gl.zeros([0, 3]), 0), 'expected none, since it is empty'],
    [() => gl.gather(gl.zeros([0, 3]), gl.arange(2)), 'axis 0 of shape [0, 3] is empty and has no element'],
    [() => gl.gather(gl.zeros([3]), gl.zeros([1])), 'gather: expected int32 indices, got float32'],
    [() => gl.gather(gl.zeros([3]), [0], 1), 'gather: axis 1 is out of range for rank 1'],
  ],
}); // biome-ignore format: pairs of shapes

checkOp('gather along the last axis of a view', {
  run: (x, i) => gl.gather(x.transpose(), i, -1),
  reference: (x, i) => expected.gather(expected.transpose(x), i, -1),
  inputs: [{}, index],
  shapes: [[[9, 5], [12]]],
  gradient: [[[9, 3], [12]]],
});

// 30 places for 9 rows, some out of range: what the GPU computes is clamped.
const computed = (i: gl.Tensor) => i.mul(2).sub(5);
const clamped = (i: NdArray) => expected.clip(expected.sub(expected.mul(i, 2), 5), 0, 8);

checkOp('gather at computed indices, clamped', {
  run: (x, i) => gl.gather(x, computed(i)),
  reference: (x, i) => expected.gather(x, clamped(i)),
  inputs: [{}, index],
  shapes: [[[9, 3], [30]]],
  gradient: [[[9, 3], [30]]],
});

checkOp('take', {
  run: (x, i) => gl.take(x, i, 1),
  reference: (x, i) => expected.gather(x, i, 1),
  inputs: [{}, index],
  shapes: [[[2, 9, 3], [4]], [[0, 9], [2]]],
  gradient: [[[2, 9], [4]]],
  rejects: [
    [() => gl.take(gl.zeros([2, 3]), 6), 'take: index 6 at position 0 of indices [] is out of range for axis 0 of shape [6]'],
    [() => gl.take(gl.zeros([2, 3]), 3, 1), 'take: index 3 at position 0'],
  ],
}); // biome-ignore format: pairs of shapes

checkOp('take from the elements in order', {
  run: (x, i) => gl.take(x, i),
  reference: (x, i) => expected.gather(expected.reshape(x, [-1]), i),
  inputs: [{}, index],
  shapes: [
    [
      [3, 3],
      [2, 5],
    ],
  ],
  gradient: [
    [
      [3, 3],
      [2, 5],
    ],
  ],
});

checkOp('takeAlongAxis', {
  run: (x, i) => gl.takeAlongAxis(x, i),
  reference: (x, i) => expected.takeAlongAxis(x, i),
  inputs: [{}, index],
  shapes: [[[9], [65]], [[4, 9], [4, 7]], [[4, 9], [1, 3]], [[1, 3, 9], [2, 3, 9]], [[0, 9], [0, 2]]],
  gradient: [[[9], [20]], [[3, 9], [3, 5]], [[3, 9], [1, 5]], [[1, 2, 9], [2, 1, 4]]],
  rejects: [
    [
      () => gl.takeAlongAxis(gl.zeros([2, 3]), [0]),
      'takeAlongAxis: indices [1] must have as many axes as x [2, 3]',
    ],
    [() => gl.takeAlongAxis(gl.zeros([2, 3]), [[0], [3]]), 'takeAlongAxis: index 3 at position 1 of indices [2, 1]'],
    [
      () => gl.takeAlongAxis(gl.zeros([2, 3]), gl.zeros([4, 3], 'int32')),
      'takeAlongAxis: shapes [2, 1] and [4, 1] do not broadcast',
    ],
    [() => gl.takeAlongAxis(gl.zeros([2]), gl.zeros([2])), 'takeAlongAxis: expected int32 indices, got float32'],
  ],
}); // biome-ignore format: pairs of shapes

checkOp('takeAlongAxis along the first axis, at computed indices, clamped', {
  run: (x, i) => gl.takeAlongAxis(x, computed(i), 0),
  reference: (x, i) => expected.takeAlongAxis(x, clamped(i), 0),
  inputs: [{}, index],
  shapes: [
    [
      [9, 4],
      [30, 4],
    ],
  ],
  gradient: [
    [
      [9, 4],
      [12, 4],
    ],
  ],
});

checkOp('oneHot', {
  run: (i) => gl.oneHot(i, 7),
  reference: (i) => expected.oneHot(i, 7),
  inputs: [{ dtype: 'int32', low: -2, high: 9 }],
  shapes: [[[1]], [[65]], [[4, 5]], [[]], [[0]]],
  gradient: 'none',
  rejects: [[() => gl.oneHot([1], -1), 'oneHot: expected a non-negative integer depth, got -1']],
});

checkOp('oneHot in another dtype', {
  run: (i) => gl.oneHot(i, 4, 'int32'),
  reference: (i) => expected.oneHot(i, 4),
  inputs: [index],
  shapes: [[[3, 2]]],
  gradient: false,
  dtype: 'int32',
});

checkOp('gather twice differentiated', {
  run: (x) => gl.grad((y) => gl.gather(y, [1, 1, 0]).square().sum())(x),
  reference: (x) => expected.mul(expected.mul(x, 2), array([1, 2, 0])),
  shapes: [[[3]]],
  gradient: [[[3]]],
});
