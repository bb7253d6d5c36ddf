import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

describe('variable', () => {
  it('holds what was assigned last', async () => {
    const v = gl.variable([1, 2, 3], { name: 'v' });
    v.assign(gl.tensor([4, 5, 6]));
    v.assignAdd(1);
    v.assignSub([0, 0, 7]);
    expect(await v.array()).toEqual([5, 6, 0]);
  });

  it('values read before an assignment keep their value', async () => {
    const v = gl.variable(2);
    const before = v.mul(10);
    v.assign(v.add(1));
    const after = v.mul(10);
    expect(await after.array()).toBe(30);
    expect(await before.array()).toBe(20);
  });

  it('starts from a tensor that has to be computed', async () => {
    const v = gl.variable(gl.ones([2]).mul(3), { name: 'v' });
    v.assignAdd(v);
    expect(await v.array()).toEqual([6, 6]);
    const inside = gl.jit(() => gl.variable(gl.ones([2])).add(1));
    expect(() => inside()).toThrow("variable: 'variable' is made while a function is traced");
  });

  it('counts in int32', async () => {
    const counter = gl.variable(0, { dtype: 'int32' });
    for (let i = 0; i < 5; i++) counter.assignAdd(1);
    expect(await counter.data()).toEqual(new Int32Array([5]));
  });

  it('refuses another shape or dtype', () => {
    const v = gl.variable([1, 2, 3], { name: 'v' });
    expect(() => v.assign(gl.zeros([2]))).toThrow("assign: variable 'v' of shape [3] cannot hold shape [2]");
    expect(() => v.assign(gl.zeros([3], 'int32'))).toThrow("holds float32, got int32. Use cast('float32')");
  });
});
