import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

type Widths = readonly (readonly [number, number])[];
const cases: readonly [Widths, Shape][] = [
  [[[2, 3]], [5]],
  [[[0, 2]], [65]],
  [[[1, 0], [0, 2]], [4, 3]],
  [[[1, 1], [2, 2], [0, 0]], [3, 4, 2]],
]; // biome-ignore format: a table

for (const options of [{}, { value: -1.5 }, { mode: 'edge' }, { mode: 'reflect' }] as const) {
  for (const [widths, shape] of cases) {
    checkOp(`pad ${JSON.stringify(widths)} ${JSON.stringify(options)}`, {
      run: (x) => gl.pad(x, widths, options),
      reference: (x) => expected.pad(x, widths, options),
      shapes: [[shape]],
      gradient: [[shape]],
    });
  }
}

// Mirrored more than once, as in NumPy; and a single element has nothing else to show.
checkOp('pad with more than there is', {
  run: (x) => gl.pad(x, [[8, 13]], { mode: 'reflect' }),
  reference: (x) => expected.pad(x, [[8, 13]], { mode: 'reflect' }),
  shapes: [[[4]], [[1]], [[2]]],
  gradient: [[[4]]],
});

checkOp('pad of a view, and of nothing', {
  run: (x) => gl.pad(x.transpose(), [[1, 2], [0, 1]], { value: Number.NaN }),
  reference: (x) => expected.pad(expected.transpose(x), [[1, 2], [0, 1]], { value: Number.NaN }),
  shapes: [[[3, 4]], [[0, 2]]],
  gradient: false,
  rejects: [
    [() => gl.pad([1, 2], [[1, 1], [0, 0]]), 'pad: expected 1 pairs of non-negative integers for shape [2], got [[1, 1], [0, 0]]'],
    [() => gl.pad([1, 2], [[-1, 0]]), 'pad: expected 1 pairs'],
    [() => gl.pad(gl.zeros([0]), [[1, 0]], { mode: 'edge' }), 'pad: axis 0 of shape [0] is empty'],
    [() => gl.pad([1], [[1, 0]], { mode: 'wrap' as 'edge' }), "expected mode 'constant', 'edge' or 'reflect', got 'wrap'"],
  ],
}); // biome-ignore format: pairs
