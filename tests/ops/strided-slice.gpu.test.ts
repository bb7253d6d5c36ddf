import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

type Bounds = readonly (number | null)[];
const cases: readonly [begin: Bounds, end: Bounds, strides: readonly number[], shape: Shape][] = [
  [[1], [-1], [2], [10]],
  [[null], [null], [-3], [10]],
  [[-2], [0], [-2], [9]],
  [[2, null], [null, 3], [3, 1], [11, 5]],
  [[5, 3], [-100, 100], [-1, 2], [7, 8]],
  [[null, 1, -1], [null, null, null], [1, 2, -2], [3, 6, 5]],
  [[8], [2], [1], [10]],
  [[0, null, 1, null, -1], [], [1, -1, 2, 1, -1], [2, 3, 4, 2, 3]],
]; // biome-ignore format: a table

for (const [begin, end, strides, shape] of cases) {
  checkOp(`stridedSlice ${JSON.stringify([begin, end, strides])}`, {
    run: (x) => gl.stridedSlice(x, begin, end, strides),
    reference: (x) => expected.stridedSlice(x, begin, end, strides),
    shapes: [[shape]],
    gradient: begin[0] === 8 ? false : [[shape]],
  });
}

checkOp('stridedSlice of a slice of a view', {
  run: (x) => gl.stridedSlice(gl.stridedSlice(x.transpose(), [1, 0], [], [2, -1]), [null], [null], [-2]),
  reference: (x) =>
    expected.stridedSlice(
      expected.stridedSlice(expected.transpose(x), [1, 0], [], [2, -1]),
      [null],
      [null],
      [-2],
    ),
  shapes: [[[6, 65]], [[0, 9]], [[1, 3]]],
  gradient: [[[4, 9]]],
  rejects: [
    [() => gl.stridedSlice([1, 2], [0], [2], [0]), 'no stride of 0'],
    [
      () => gl.stridedSlice([1, 2], [0, 0]),
      'stridedSlice: begin [0, 0], end [] and strides [] do not suit shape [2]',
    ],
    [() => gl.stridedSlice([1, 2], [0.5]), 'integers'],
  ],
});
