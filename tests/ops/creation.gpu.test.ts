import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

describe('creation', () => {
  it('zeros', async () => {
    expect(await gl.zeros([2, 2]).array()).toEqual([[0, 0], [0, 0]]); // biome-ignore format: rows
    expect(await gl.zeros([1], 'bool').array()).toEqual([false]);
  });

  it('ones', async () => {
    expect(await gl.ones([3], 'int32').data()).toEqual(new Int32Array([1, 1, 1]));
  });

  it('full', async () => {
    expect(await gl.full([], -2.5).array()).toBe(-2.5);
    expect(await gl.ones([]).array()).toBe(1);
    expect(await gl.full([65], 7).data()).toEqual(new Float32Array(65).fill(7));
  });

  it('zerosLike', async () => {
    expect(await gl.zerosLike(gl.tensor([[1, 2, 3]])).array()).toEqual([[0, 0, 0]]);
  });

  it('onesLike', async () => {
    expect(await gl.onesLike(gl.arange(3)).data()).toEqual(new Int32Array([1, 1, 1]));
  });

  it('arange', async () => {
    const n = 65537;
    expect(await gl.arange(n).data()).toEqual(Int32Array.from({ length: n }, (_, i) => i));
    expect(() => gl.arange(Number.NaN)).toThrow('arange: expected finite numbers');
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
