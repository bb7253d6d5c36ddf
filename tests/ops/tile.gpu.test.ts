import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

for (const repetitions of [[3], [2, 3], [2, 1, 2], [2, 0]]) {
  checkOp(`tile ${JSON.stringify(repetitions)}`, {
    run: (x) => gl.tile(x.transpose(), repetitions),
    reference: (x) => expected.tile(expected.transpose(x), repetitions),
    shapes: [[[]], [[5]], [[4, 7]], [[0, 2]]],
    gradient: repetitions.includes(0) ? false : [[[3, 4]], [[]]],
    rejects: [
      [() => gl.tile([1], [-1]), 'tile: expected non-negative integers, got [-1]'],
      [() => gl.tile([1], [1.5]), 'tile: expected non-negative integers, got [1.5]'],
    ],
  });
}

for (const [times, axis] of [
  [3, 0],
  [2, -1],
  [2, undefined],
  [[0, 2, 1], 0],
] as const) {
  checkOp(`repeat ${JSON.stringify(times)} along axis ${axis}`, {
    run: (x) => gl.repeat(x, times, axis),
    reference: (x) => expected.repeat(x, times, axis),
    shapes: [[[3]], [[3, 5]], [[3, 0]]],
    gradient: [[[3, 4]]],
    rejects: [
      [() => gl.repeat([1, 2], -1), 'repeat: expected a non-negative integer or 2 of them'],
      [() => gl.repeat([1, 2], [1, 2, 3]), 'one for each element along axis 0 of shape [2], got [1, 2, 3]'],
      [() => gl.repeat([1, 2], 2, 1), 'repeat: axis 1 is out of range for rank 1'],
    ],
  });
}

for (const axis of [undefined, 0, -1, [0, 2]]) {
  checkOp(`flip along ${axis}`, {
    run: (x) => gl.flip(x, axis),
    reference: (x) => expected.flip(x, axis),
    shapes: [[[3, 65, 2]], [[1, 2, 3]], [[2, 0, 4]]],
    gradient: [[[2, 3, 2]]],
    rejects: [
      [() => gl.flip([1], 1), 'flip: axis 1 is out of range for rank 1'],
      [() => gl.flip(gl.zeros([2, 2]), [0, 0]), 'flip: axes [0, 0] name an axis twice'],
    ],
  });
}
