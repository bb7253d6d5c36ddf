import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';

test('where there is no WebGPU, such as in Node, work fails with the remedy, and only when it needs the GPU', async () => {
  const sum = gl.tensor([1, 2]).add(1);
  expect(sum.shape).toEqual([2]);
  await expect(sum.data()).rejects.toBeInstanceOf(gl.errors.NoWebGPUError);
  await expect(gl.init()).rejects.toThrow(
    'gradloom: this browser has no WebGPU (navigator.gpu is missing). Use Chrome or Edge 113+',
  );
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ loss: 'mse' });
  await expect(model.fit([[1]], [1])).rejects.toBeInstanceOf(gl.errors.NoWebGPUError);
  await expect(model.fit([[1]], [1, 2])).rejects.toBeInstanceOf(gl.errors.ShapeError);
});
