import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type Shape } from '../support/check-op.ts';

/** The formula, the same one spelt out for the reference where it differs, and shapes. */
const cases: readonly [formula: string, plain: string, ...Shape[]][] = [
  ['ij,kj', 'ij,kj->ik', [5, 7], [6, 7]],
  ['bij,bjk->bik', '', [3, 4, 5], [3, 5, 2]],
  ['bhqd,bhkd->bhqk', '', [2, 2, 3, 4], [2, 2, 5, 4]],
  ['ij,ij->', '', [4, 9], [4, 9]],
  ['ij,ij->ji', '', [4, 9], [4, 9]],
  ['i,j->ji', '', [5], [4]],
  ['abc,cbd->da', '', [2, 3, 4], [4, 3, 5]],
  ['ij->ji', '', [3, 4]],
  ['ba', 'ba->ab', [3, 4]],
  ['ijk->j', '', [2, 5, 3]],
  ['ii', 'ii->', [4, 4]],
  ['ii->i', '', [4, 4]],
  ['iij,j->i', '', [3, 3, 4], [4]],
  ['...ij,...jk->...ik', 'abij,abjk->abik', [2, 3, 4, 5], [2, 3, 5, 2]],
  ['...ij, jk', 'aij,jk->aik', [2, 4, 5], [5, 3]],
  ['...i->...', 'abi->ab', [2, 3, 4]],
  ['ij,jk->ik', '', [0, 3], [3, 2]],
];

/** Products whose derivatives are more products of the same kind: each is a pipeline that takes a second to compile. */
const slow = ['ij,jk->ik', 'ij,kj', 'bij,bjk->bik', 'bhqd,bhkd->bhqk', '...ij,...jk->...ik', '...ij, jk'];

for (const [formula, plain, ...shapes] of cases) {
  checkOp(`einsum '${formula}' of ${shapes.map((shape) => `[${shape}]`).join(' and ')}`, {
    run: (...operands) => gl.einsum(formula, ...operands),
    reference: (...operands) => expected.einsum(plain || formula, ...operands),
    inputs: shapes.map(() => ({})),
    shapes: [shapes],
    gradient: slow.includes(formula) || shapes.flat().includes(0) ? false : [shapes],
    floor: 1,
    tolerance: 1e-5,
  });
}

checkOp("einsum: '...' broadcasts", {
  run: (x, y) => gl.einsum('...ij,...j->...i', x, y),
  reference: (x, y) =>
    expected.squeeze(expected.matmul(x, expected.reshape(y, [...y.shape, 1])), -1),
  inputs: [{}, {}],
  shapes: [[[2, 1, 4, 5], [3, 5]]],
  gradient: [[[2, 1, 4, 5], [3, 5]]],
  floor: 1,
  tolerance: 1e-5,
  rejects: [
    [() => gl.einsum('ij,jk->ik', gl.zeros([2, 3]), gl.zeros([4, 2])), "einsum: in 'ij,jk->ik', 'j' is both 3 and 4 for shapes [2, 3] and [4, 2]"],
    [() => gl.einsum('ij->ik', gl.zeros([2, 3])), "the result's 'k' is in no operand"],
    [() => gl.einsum('ij->ii', gl.zeros([2, 3])), 'the result names an axis twice'],
    [() => gl.einsum('ij', gl.zeros([2])), "'ij' names 2 axes, shape [2] has 1"],
    [() => gl.einsum('ij,jk', gl.zeros([2, 2])), 'the formula has 2 operands, the call 1'],
    [() => gl.einsum('i,i,i', [1], [1], [1]), 'one or two operands are possible, not 3'],
    [() => gl.einsum('i1', gl.zeros([2, 2])), "'i1' is not made of letters"],
    [() => gl.einsum('i->j->k', [1]), "'->' occurs twice"],
    [() => gl.einsum('...i->i', gl.zeros([2, 2])), "the result lacks '...'"],
    [() => gl.einsum('...ij,...jk', gl.zeros([2, 2, 2]), gl.zeros([3, 2, 2])), "an axis of '...' is both 2 and 3"],
  ],
}); // biome-ignore format: pairs

checkOp('einsum of integers', {
  run: (x, y) => gl.einsum('ij,jk->ki', x, y),
  reference: (x, y) => expected.einsum('ij,jk->ki', x, y),
  inputs: [{ dtype: 'int32', low: -8000, high: 8000 }, { dtype: 'int32', low: -8000, high: 8000 }],
  shapes: [[[4, 9], [9, 5]]],
  gradient: false,
  dtype: 'int32',
}); // biome-ignore format: pairs
