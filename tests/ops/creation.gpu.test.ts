import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { generate } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { expectClose, fromTensor } from '../support/check-op.ts';

describe('creation', () => {
  it('zeros', async () => {
    expect(await gl.zeros([2, 2]).array()).toEqual([[0, 0], [0, 0]]); // biome-ignore format: rows
    expect(await gl.zeros([1], 'bool').array()).toEqual([false]);
    expect(() => gl.zeros([2, -1])).toThrow('shape [2, -1] must hold non-negative integers only');
  });

  it('ones', async () => {
    expect(await gl.ones([3], 'int32').data()).toEqual(new Int32Array([1, 1, 1]));
  });

  it('full', async () => {
    expect(await gl.full([], -2.5).array()).toBe(-2.5);
    expect(await gl.ones([]).array()).toBe(1);
    expect(await gl.full([65], 7).data()).toEqual(new Float32Array(65).fill(7));
    expect(await gl.full([2], Number.NEGATIVE_INFINITY).array()).toEqual([-Infinity, -Infinity]);
    expect(() => gl.full([1.5], 0)).toThrow('full: shape [1.5] must hold non-negative integers only');
  });

  it('zerosLike', async () => {
    expect(await gl.zerosLike([[1, 2, 3]]).array()).toEqual([[0, 0, 0]]);
    expect(gl.zerosLike(gl.arange(3), 'float32').dtype).toBe('float32');
  });

  it('onesLike', async () => {
    expect(await gl.onesLike(gl.arange(3)).data()).toEqual(new Int32Array([1, 1, 1]));
  });

  it('fullLike', async () => {
    expect(await gl.fullLike(gl.arange(2), 5).data()).toEqual(new Int32Array([5, 5]));
    expect(await gl.fullLike([true, false], 0.5, 'float32').data()).toEqual(new Float32Array([0.5, 0.5]));
  });

  it.each([
    [[65537], 'int32'],
    [[3, 10], 'int32'],
    [[10, -5, -4], 'int32'],
    [[-3, 3, 0.5], 'float32'],
    [[0.5], 'float32'],
    [[1000, 1000.25, 0.0625], 'float32'],
    [[5, 1], 'int32'],
    [[-1], 'int32'],
  ])('arange(%j): %s', async (args, dtype) => {
    const [start, stop, step] = args;
    const result = gl.arange(start, stop, step);
    expect(result.dtype).toBe(dtype);
    expect(await fromTensor(result)).toEqual(expected.arange(start, stop, step));
  });

  it('arange in another dtype, and what it refuses', async () => {
    expect(await gl.arange(1, 4, 1, 'float32').data()).toEqual(new Float32Array([1, 2, 3]));
    for (const [start, stop, step] of [[Number.NaN], [0, Infinity], [0, 5, 0]]) {
      expect(() => gl.arange(start, stop, step)).toThrow(
        'arange: expected finite numbers and a step that is not 0',
      );
    }
  });

  it.each([
    [0, 1, 5],
    [-3, 7.5, 1000],
    [1e30, -1e30, 3],
    [2, 2, 4],
    [5, 9, 1],
    [5, 9, 0],
  ])('linspace(%d, %d, %i)', async (start, stop, count) => {
    const wanted = generate([count], ([i]) => start + (i * (stop - start)) / Math.max(count - 1, 1));
    const found = await fromTensor(gl.linspace(start, stop, count));
    expectClose(found, wanted, { tolerance: 1e-6, floor: Math.abs(start) });
    if (count > 1) expect([found.data[0], found.data[count - 1]]).toEqual([start, stop].map(Math.fround));
  });

  it('linspace without its end, and what it refuses', async () => {
    expect(await gl.linspace(0, 1, 4, { endpoint: false }).array()).toEqual([0, 0.25, 0.5, 0.75]);
    expect(gl.linspace(0, 1).shape).toEqual([50]);
    expect(() => gl.linspace(0, 1, 2.5)).toThrow(
      'linspace: expected finite ends and a non-negative integer count',
    );
    expect(() => gl.linspace(0, Infinity)).toThrow('linspace: expected finite ends');
  });

  it('eye', async () => {
    expect(await gl.eye(2).array()).toEqual([[1, 0], [0, 1]]); // biome-ignore format: rows
    expect(await gl.eye(2, 3, 1, 'int32').array()).toEqual([[0, 1, 0], [0, 0, 1]]); // biome-ignore format: rows
    expect(await gl.eye(3, 2, -2, 'bool').array()).toEqual([[false, false], [false, false], [true, false]]); // biome-ignore format: rows
    expect(await gl.eye(0, 2).array()).toEqual([]);
    expect(() => gl.eye(-1)).toThrow('eye: shape [-1, -1] must hold non-negative integers only');
    expect(() => gl.eye(2, 2, 0.5)).toThrow('eye: expected an integer offset, got 0.5');
  });

  it('tensor: nested arrays, typed arrays, dtypes', async () => {
    const x = gl.tensor([[1, 2], [3, 4]]); // biome-ignore format: rows
    expect([x.shape, x.dtype, x.size, x.rank]).toEqual([[2, 2], 'float32', 4, 2]);
    expect(await x.array()).toEqual([[1, 2], [3, 4]]); // biome-ignore format: rows
    expect(gl.tensor(new Int32Array(3)).dtype).toBe('int32');
    expect(await gl.tensor([true, false]).array()).toEqual([true, false]);
    expect(await gl.tensor([0, 2], [2], 'bool').array()).toEqual([false, true]);
    expect(gl.tensor(new Float32Array(6), [2, 3]).shape).toEqual([2, 3]);
    expect(() => gl.tensor([1, 2, 3], [2, 2])).toThrow('tensor: shape [2, 2] needs 4 values, got 3');
    expect(() => gl.tensor([[1, 2], [3]])).toThrow('nested arrays must be rectangular');
  });

  it('an empty tensor', async () => {
    expect(await gl.zeros([0, 3]).add(1).array()).toEqual([]);
    expect(await gl.zeros([0, 3]).sum(0).array()).toEqual([0, 0, 0]);
  });
});
