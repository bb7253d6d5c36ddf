import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type OpCheck, type Shape } from '../support/check-op.ts';

const sizes: readonly (readonly Shape[])[] = [1, 63, 64, 65, 65537].map((n) => [[n]]);
// A sum of random signs may cancel: its error is relative to what was added.
const common = { floor: 1, tolerance: 2e-5 };

const axes: [text: string, axis: number | number[], shape: Shape][] = [
  ['the last axis', -1, [7, 65]],
  ['the first axis', 0, [65, 7]],
  ['a middle axis', 1, [3, 130, 5]],
  ['the outer axes', [0, 2], [6, 5, 33]],
  ['many columns', 0, [300, 130]],
];

checkOp('sum', { ...common, run: (x) => gl.sum(x), reference: (x) => expected.sum(x), shapes: sizes });
checkOp('mean', { ...common, run: (x) => gl.mean(x), reference: (x) => expected.mean(x), shapes: sizes });

for (const [text, axis, shape] of axes) {
  const over: OpCheck = {
    ...common,
    run: (x) => gl.sum(x, axis),
    reference: (x) => expected.sum(x, axis),
    shapes: [[shape]],
    gradient: [[shape]],
  };
  checkOp(`sum over ${text}`, over);
}

checkOp('mean over two axes, kept', {
  ...common,
  run: (x) => gl.mean(x, [0, -1], { keepDims: true }),
  reference: (x) => expected.mean(x, [0, -1], { keepDims: true }),
  shapes: [[[4, 5, 6]]],
  gradient: [[[4, 5, 6]]],
});

checkOp('sum of NaN and infinity', {
  run: (x) => gl.sum(x, -1),
  reference: (x) => expected.sum(x, -1),
  shapes: [],
  gradient: false,
  special: [[1, Number.NaN, Number.POSITIVE_INFINITY]],
  rejects: [
    [() => gl.sum(gl.zeros([2, 3]), 2), 'sum: axis 2 is out of range for rank 2'],
    [() => gl.sum(gl.zeros([2, 3]), [1, -1]), 'name an axis twice'],
  ],
});

checkOp('sum of booleans counts them', {
  run: (x) => gl.sum(x),
  reference: (x) => expected.sum(x),
  inputs: [{ dtype: 'bool' }],
  shapes: [[[1000]]],
  gradient: false,
  dtype: 'int32',
});
