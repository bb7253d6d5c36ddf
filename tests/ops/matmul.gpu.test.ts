import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

type Size = readonly [m: number, k: number, n: number];

// Above the tiles and odd; one element; thin ones; a layer of the Fashion-MNIST network. Each size is
// a pipeline, which takes a software adapter a second.
const sizes: readonly Size[] = [
  [65, 63, 66],
  [1, 1, 1],
  [1, 9, 200],
  [200, 130, 1],
  [32, 784, 100],
];

const swap = ([rows, columns]: Shape, flip: boolean): Shape => (flip ? [columns, rows] : [rows, columns]);

for (const transposeA of [false, true]) {
  for (const transposeB of [false, true]) {
    const shapesOf = (list: readonly Size[]) =>
      list.map(([m, k, n]) => [swap([m, k], transposeA), swap([k, n], transposeB)]);
    const flags = { transposeA, transposeB };
    checkOp(`matmul${transposeA ? ', A transposed' : ''}${transposeB ? ', B transposed' : ''}`, {
      run: (a, b) => gl.matmul(a, b, flags),
      reference: (a, b) => expected.matmul(a, b, flags),
      inputs: [{}, {}],
      shapes: shapesOf(transposeA || transposeB ? sizes.slice(0, 1) : sizes),
      gradient: shapesOf([[5, 7, 6]]),
      // A sum of 784 products loses that much to rounding.
      floor: 1,
      tolerance: 5e-5,
    });
  }
}

checkOp('matmul of batches', {
  run: (a, b) => gl.matmul(a, b),
  reference: (a, b) => expected.matmul(a, b),
  inputs: [{}, {}],
  shapes: [
    [[3, 5, 7], [3, 7, 4]],
    [[2, 1, 5, 7], [3, 7, 4]],
    [[2, 9, 65], [65, 3]],
    [[2, 1, 3, 4, 2], [3, 1, 2, 3]],
    [[2, 0, 3], [3, 4]],
    [[2, 3, 0], [0, 4]],
  ], // biome-ignore format: pairs
  gradient: [
    [[3, 5, 4], [3, 4, 2]],
    [[3, 5, 4], [4, 2]],
  ], // biome-ignore format: pairs
  floor: 1,
  tolerance: 1e-5,
  rejects: [
    [
      () => gl.matmul(gl.zeros([2, 3]), gl.zeros([2, 3])),
      'matmul: inner sizes 3 and 2 of shapes [2, 3] and [2, 3]',
    ],
    [() => gl.matmul(gl.zeros([2, 3]), 2), 'matmul: expected at least rank 1'],
    [
      () => gl.matmul(gl.zeros([2, 2], 'int32'), gl.zeros([2, 2])),
      'matmul: expected float32 operands, got int32',
    ],
    [
      () => gl.matmul(gl.zeros([2, 3, 4]), gl.zeros([5, 4, 2])),
      'matmul: shapes [2] and [5] do not broadcast',
    ],
  ],
});

checkOp('matmul of vectors', {
  run: (a, b, c) => gl.matmul(gl.matmul(a, b), c),
  reference: (a, b, c) => {
    const row = expected.matmul(expected.reshape(a, [1, -1]), b);
    return expected.reshape(expected.matmul(row, expected.reshape(c, [-1, 1])), []);
  },
  inputs: [{}, {}, {}],
  shapes: [[[65], [65, 9], [9]]],
  gradient: [[[6], [6, 4], [4]]],
  floor: 1,
  tolerance: 1e-5,
});
