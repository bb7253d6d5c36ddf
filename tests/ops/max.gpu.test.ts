import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

const shapes: readonly (readonly Shape[])[] = [1, 63, 64, 65, 65537].map((n) => [[n]]);
const cube: readonly (readonly Shape[])[] = [[[6, 5, 33]]];

for (const [name, run, reference] of [
  ['max', gl.max, expected.max],
  ['min', gl.min, expected.min],
] as const) {
  checkOp(name, { run: (x) => run(x), reference: (x) => reference(x), shapes });
  checkOp(`${name} over the outer axes, kept`, {
    run: (x) => run(x, [0, 2], { keepDims: true }),
    reference: (x) => reference(x, [0, 2], { keepDims: true }),
    shapes: cube,
    gradient: cube,
  });
  checkOp(`${name} of negative integers`, {
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    inputs: [{ dtype: 'int32', low: -90, high: -1 }],
    shapes: [[[20, 9]]],
    gradient: false,
    dtype: 'int32',
  });
  checkOp(`${name} with NaN and infinity`, {
    run: (x) => run(x.reshape([3, 3]), -1),
    reference: (x) => reference(expected.reshape(x, [3, 3]), -1),
    shapes: [],
    gradient: false,
    special: [[1, Number.NaN, 2, Number.POSITIVE_INFINITY, 0, 1, Number.NEGATIVE_INFINITY, -1, -2]],
  });
}
