import { describe, expect, it } from 'vitest';
import { array, toNested } from './array.ts';
import * as ops from './ops.ts';

// Results worked out by hand or copied from NumPy's documentation.
const a = array([
  [1, 2, 3],
  [4, 5, 6],
]);

describe('the reference array', () => {
  it('broadcasts', () => {
    expect(toNested(ops.add(array([[1], [2]]), array([10, 20, 30])))).toEqual([
      [11, 21, 31],
      [12, 22, 32],
    ]);
    expect(() => ops.add(array([1, 2]), array([1, 2, 3]))).toThrow('[2] and [3] do not match');
  });

  it('multiplies matrices, transposed or not', () => {
    const b = array([
      [1, 0],
      [2, 1],
      [0, 3],
    ]);
    const product = [
      [5, 11],
      [14, 23],
    ];
    expect(toNested(ops.matmul(a, b))).toEqual(product);
    expect(toNested(ops.matmul(ops.transpose(a), b, { transposeA: true }))).toEqual(product);
    expect(toNested(ops.matmul(a, ops.transpose(b), { transposeB: true }))).toEqual(product);
    const stack = ops.concat([ops.expandDims(a), ops.expandDims(a)]);
    expect(toNested(ops.matmul(stack, b))).toEqual([product, product]);
  });

  it('reduces any axes', () => {
    const cube = ops.reshape(ops.arange(24), [2, 3, 4]);
    expect(toNested(ops.sum(cube, [0, 2]))).toEqual([60, 92, 124]);
    expect(ops.sum(cube, -2, { keepDims: true }).shape).toEqual([2, 1, 4]);
    expect(toNested(ops.mean(cube))).toBe(11.5);
    expect(toNested(ops.max(a, 0))).toEqual([4, 5, 6]);
    expect(toNested(ops.min(a, 1))).toEqual([1, 4]);
    expect(
      toNested(
        ops.argMax(
          array([
            [1, 3, 3],
            [2, 0, 1],
          ]),
        ),
      ),
    ).toEqual([1, 0]);
    expect(toNested(ops.argMin(a, 0))).toEqual([0, 0, 0]);
  });

  it('moves data', () => {
    expect(toNested(ops.transpose(a))).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(ops.transpose(ops.reshape(ops.arange(24), [2, 3, 4]), [2, 0, 1]).shape).toEqual([4, 2, 3]);
    expect(toNested(ops.slice(a, [0, 1], [-1, 2]))).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(toNested(ops.concat([a, a], 1))).toEqual([
      [1, 2, 3, 1, 2, 3],
      [4, 5, 6, 4, 5, 6],
    ]);
    expect(toNested(ops.gather(a, array([2, 0]), 1))).toEqual([
      [3, 1],
      [6, 4],
    ]);
    expect(ops.gather(a, array([[1, 0]])).shape).toEqual([1, 2, 3]);
    expect(toNested(ops.oneHot(array([1, 3]), 3))).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(ops.squeeze(array([[[1], [2]]])).shape).toEqual([2]);
    expect(ops.squeeze(array([[[1], [2]]]), -1).shape).toEqual([1, 2]);
    expect(toNested(ops.broadcastTo(array([[1], [2]]), [2, 2]))).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('keeps softmax finite for large scores', () => {
    expect(toNested(ops.softmax(array([1000, 1000])))).toEqual([0.5, 0.5]);
    expect(toNested(ops.logSoftmax(array([0, -1e4])))).toEqual([0, -1e4]);
  });
});
