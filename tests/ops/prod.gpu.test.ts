import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { checkReduction } from './reductions.ts';

// Products of thousands of elements stay in range only near 1.
checkReduction('prod', gl.prod, expected.prod, { inputs: [{ low: 0.98, high: 1.02 }], tolerance: 5e-5 });

checkOp('prod of nothing', {
  run: (x) => gl.prod(x, 0),
  reference: (x) => expected.prod(x, 0),
  shapes: [[[0, 2]]],
  gradient: false,
});

checkOp('prod of integers, which wrap', {
  run: (x) => gl.prod(x, 1),
  reference: (x) => expected.cast(expected.prod(x, 1), 'int32'),
  inputs: [{ dtype: 'int32', low: -9, high: 10 }],
  shapes: [[[40, 9]]],
  gradient: false,
  dtype: 'int32',
});

checkOp('prod with NaN, infinity and zero', {
  run: (x) => gl.prod(x.reshape([4, 2]), 1),
  reference: (x) => expected.prod(expected.reshape(x, [4, 2]), 1),
  shapes: [],
  gradient: false,
  special: [[1, Number.NaN, Infinity, -2, Infinity, 0, -0, 5]],
});

describe('prod: derivative where elements are 0', () => {
  it.each([
    [[2, 0, 3], [0, 6, 0]],
    [[0, 4, 0], [0, 0, 0]],
    [[2, 5, 3], [15, 6, 10]],
  ])('%j', async (values, slopes) => {
    const x = gl.tensor(values);
    const [dx] = gradients('prod', gl.prod(x), [x]);
    expect(await dx?.array()).toEqual(slopes);
  }); // biome-ignore format: pairs

  it('once more: the second derivative of xyz', async () => {
    const x = gl.tensor([0, 2, 3]);
    const [dx] = gradients('prod', gl.prod(x), [x]);
    const [second] = gradients('prod', (dx as gl.Tensor).mul([1, 10, 100]).sum(), [x]);
    // d(yz + 10 xz + 100 xy) at (0, 2, 3)
    expect(await second?.array()).toEqual([30 + 200, 3, 2]);
  });
});
