import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

const formulas: readonly [string, Shape, Shape][] = [
  ['i,i->', [65], [65]],
  ['ij,j->i', [3, 7], [7]],
  ['i,ij->j', [7], [7, 4]],
  ['ij,jk->ik', [5, 7], [7, 6]],
  ['hij,jk->hik', [2, 3, 7], [7, 4]],
  ['hij,kjl->hikl', [2, 3, 7], [3, 7, 2]],
  [',ij->ij', [], [2, 3]],
  ['ij,jk->ik', [0, 3], [3, 2]],
  ['ij,jk->ik', [2, 0], [0, 3]],
];

/** Products whose derivatives are tested with matmul: each is a pipeline that takes a second to compile. */
const slow = ['ij,jk->ik', 'hij,jk->hik'];

for (const [formula, a, b] of formulas) {
  checkOp(`dot of [${a}] and [${b}]`, {
    run: (x, y) => gl.dot(x, y),
    reference: (x, y) => expected.einsum(formula, x, y),
    inputs: [{}, {}],
    shapes: [[a, b]],
    gradient: slow.includes(formula) ? false : [[a, b]],
    floor: 1,
    tolerance: 1e-5,
    rejects: [
      [
        () => gl.dot(gl.zeros([2, 3]), gl.zeros([2, 3])),
        'dot: the last axis of [2, 3] and axis 0 of [2, 3] have 3 and 2 elements; they must be equal',
      ],
      [() => gl.dot([true], [true]), 'dot: expected numbers, got bool'],
    ],
  });
}

checkOp('dot of integers beyond 2^24', {
  run: (x, y) => gl.dot(x, y),
  reference: (x, y) => expected.matmul(x, y),
  inputs: [{ dtype: 'int32', low: -8000, high: 8000 }, { dtype: 'int32', low: -8000, high: 8000 }],
  shapes: [[[4, 9], [9, 5]]],
  gradient: false,
  dtype: 'int32',
}); // biome-ignore format: pairs

checkOp('outer', {
  run: (x, y) => gl.outer(x, y),
  reference: (x, y) => expected.einsum('i,j->ij', expected.reshape(x, [-1]), expected.reshape(y, [-1])),
  inputs: [{}, {}],
  shapes: [[[65], [3]], [[2, 3], [4]], [[], [5]], [[0], [5]]],
  gradient: [[[5], [2, 3]]],
  rejects: [[() => gl.outer([[1], [2, 3]], 1), 'nested arrays must be rectangular']],
}); // biome-ignore format: pairs
