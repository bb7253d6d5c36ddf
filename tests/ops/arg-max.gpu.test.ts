import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

const shapes: readonly (readonly Shape[])[] = [[1], [64], [65], [65537], [32, 10], [3, 65, 4], [0, 3]].map(
  (s) => [s],
);

for (const [name, run, reference] of [
  ['argMax', gl.argMax, expected.argMax],
  ['argMin', gl.argMin, expected.argMin],
] as const) {
  const common = { gradient: false, dtype: 'int32' } as const;
  checkOp(name, { ...common, gradient: 'none', run: (x) => run(x), reference: (x) => reference(x), shapes });
  for (const axis of [0, 1, -2]) {
    checkOp(`${name} along axis ${axis}`, {
      ...common,
      run: (x) => run(x.transpose(), axis),
      reference: (x) => reference(expected.transpose(x), axis),
      shapes: [[[4, 65, 7]]],
    });
  }
  // Few different values: nearly every row has a tie, which the first position wins.
  checkOp(`${name} with ties`, {
    ...common,
    run: (x) => run(x),
    reference: (x) => reference(x),
    inputs: [{ dtype: 'int32', low: -2, high: 2 }],
    shapes: [[[40, 70]]],
  });
  checkOp(`${name} of integers that float32 cannot tell apart`, {
    ...common,
    run: (x) => run(x.add(2 ** 30)),
    reference: (x) => reference(x),
    inputs: [{ dtype: 'int32', low: 0, high: 9 }],
    shapes: [[[30, 20]]],
  });
  checkOp(`${name} of booleans`, {
    ...common,
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    inputs: [{ dtype: 'bool' }],
    shapes: [[[5, 9]]],
  });
  checkOp(`${name} with NaN`, {
    ...common,
    run: (x) => run(x.reshape([2, 3])),
    reference: (x) => reference(expected.reshape(x, [2, 3])),
    shapes: [],
    special: [[5, Number.NaN, Number.NaN, -Infinity, 7, Infinity]],
    rejects: [
      [() => run(gl.zeros([3, 0])), 'axis -1 of shape [3, 0] is empty and has no position'],
      [() => run(gl.zeros([3]), 1), `${name}: axis 1 is out of range for rank 1`],
      [() => run(3), `${name}: axis -1 is out of range for rank 0`],
    ],
  });
}
