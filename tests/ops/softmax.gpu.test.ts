import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

const shapes: readonly (readonly Shape[])[] = [[1], [10], [32, 10], [7, 65], [3, 300]].map((s) => [s]);
const common = { inputs: [{ low: -5, high: 5 }], shapes, gradient: [[[7]], [[5, 12]]], tolerance: 1e-5 };

for (const [name, run, reference] of [
  ['softmax', gl.softmax, expected.softmax],
  ['logSoftmax', gl.logSoftmax, expected.logSoftmax],
] as const) {
  checkOp(name, {
    ...common,
    run: (x) => run(x),
    reference: (x) => reference(x),
    // Scores this far apart overflow without the shift by the largest.
    special: [[1000, 999, -1e4, 0, Number.NEGATIVE_INFINITY]],
    rejects: [[() => run(gl.zeros([2]), 1), `${name}: axis 1 is out of range for rank 1`]],
  });
  checkOp(`${name} along the first axis`, {
    ...common,
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    shapes: [[[9, 4]]],
    gradient: [[[9, 4]]],
  });
  checkOp(`${name} along a middle axis of a view`, {
    ...common,
    run: (x) => run(x.transpose(), -2),
    reference: (x) => reference(expected.transpose(x), -2),
    shapes: [[[4, 9, 5]], [[3, 0, 2]], [[0, 2, 3]]],
    gradient: [[[2, 5, 3]]],
  });
  checkOp(`${name} of NaN and infinity`, {
    run: (x) => run(x.reshape([3, 3])),
    reference: (x) => reference(expected.reshape(x, [3, 3])),
    shapes: [],
    gradient: false,
    special: [[1, Number.NaN, 2, Infinity, 0, 1, -Infinity, -Infinity, -Infinity]],
  });
}
