import { expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { generate, type NdArray, transpose } from '../reference/array.ts';
import { matmul, mul, softmax, where } from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

function attention(q: NdArray, k: NdArray, v: NdArray, seen?: NdArray): NdArray {
  const swapped = transpose(k, [0, 2, 1]);
  const scores = mul(matmul(q, swapped), 1 / Math.sqrt(q.shape[2]));
  if (!seen) return matmul(softmax(scores), v);
  return matmul(where(seen, softmax(where(seen, scores, -1e30)), 0), v);
}

checkOp('scaledDotProductAttention', {
  run: (q, k, v) => gl.scaledDotProductAttention(q, k, v),
  reference: (q, k, v) => attention(q, k, v),
  inputs: [{}, {}, {}],
  shapes: [
    [[2, 9, 8], [2, 12, 8], [2, 12, 4]],
    [[0, 3, 4], [0, 5, 4], [0, 5, 2]],
  ], // biome-ignore format: shapes
  gradient: [[[2, 3, 4], [2, 5, 4], [2, 5, 3]]], // biome-ignore format: shapes
  floor: 0.1,
  tolerance: 1e-5,
  gradientTolerance: 1e-3,
  rejects: [
    [
      () => gl.scaledDotProductAttention(gl.zeros([2, 3]), gl.zeros([4, 5]), gl.zeros([4, 5])),
      'value [..., keys, width], got [2, 3], [4, 5], [4, 5]',
    ],
  ],
});

checkOp('scaledDotProductAttention, causal', {
  run: (q, k, v) => gl.scaledDotProductAttention(q, k, v, { causal: true }),
  reference: (q, k, v) =>
    attention(
      q,
      k,
      v,
      generate([q.shape[1], k.shape[1]], ([i, j]) => Number(j <= i)),
    ),
  inputs: [{}, {}, {}],
  shapes: [[[1, 6, 4], [1, 6, 4], [1, 6, 4]]], // biome-ignore format: shapes
  gradient: false,
  floor: 0.1,
  tolerance: 1e-5,
});

it('scaledDotProductAttention: a query that may see nothing gives 0 and moves nothing', async () => {
  const value = gl.tensor([[1, 2], [3, 4]]); // biome-ignore format: a matrix
  const mask = [[false, false], [true, false]]; // biome-ignore format: a matrix
  const query = gl.tensor([[1, 0], [0, 1]]); // biome-ignore format: a matrix
  const seen = gl.scaledDotProductAttention(query, value, value, { mask });
  expect(await seen.array()).toEqual([[0, 0], [1, 2]]); // biome-ignore format: a matrix
  const slope = gl.grad((q: gl.Tensor) => gl.scaledDotProductAttention(q, value, value, { mask }).sum())(
    query,
  );
  expect(await slope.array()).toEqual([[0, 0], [0, 0]]); // biome-ignore format: a matrix
});
