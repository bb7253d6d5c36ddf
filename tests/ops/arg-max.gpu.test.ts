import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

const shapes: readonly (readonly Shape[])[] = [[1], [64], [65], [65537], [32, 10], [3, 65, 4]].map((s) => [
  s,
]);

for (const [name, run, reference] of [
  ['argMax', gl.argMax, expected.argMax],
  ['argMin', gl.argMin, expected.argMin],
] as const) {
  const common = { gradient: false, dtype: 'int32' } as const;
  checkOp(name, { ...common, run: (x) => run(x), reference: (x) => reference(x), shapes });
  checkOp(`${name} along the first axis`, {
    ...common,
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    shapes: [[[65, 7]]],
  });
  // Few different values: nearly every row has a tie, which the first position wins.
  checkOp(`${name} with ties`, {
    ...common,
    run: (x) => run(x),
    reference: (x) => reference(x),
    inputs: [{ dtype: 'int32', low: -2, high: 2 }],
    shapes: [[[40, 70]]],
  });
  checkOp(`${name} with NaN`, {
    ...common,
    run: (x) => run(x),
    reference: (x) => reference(x),
    shapes: [],
    special: [[1, 5, Number.NaN, 7, Number.NaN, Number.POSITIVE_INFINITY]],
    rejects: [[() => run(gl.zeros([3, 0])), 'is empty and has no position']],
  });
}
