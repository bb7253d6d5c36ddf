import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';

const x = Array.from({ length: 8 }, (_, i) => [Math.sin(i), Math.cos(i)]);
const y = x.map(([a, b]) => a - b);

function regression(): gl.Sequential {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

async function weightsOf(model: gl.Sequential): Promise<number[]> {
  const arrays = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return arrays.flatMap((array) => [...array]);
}

test('weights go from model to model without being read back', async () => {
  const [trained, fresh] = [regression(), regression()];
  await trained.fit(x, y, { epochs: 3 });
  const calls = await countGpuCalls(() => fresh.setWeights(trained.getWeights()));
  expect(calls.mapAsync).toBe(0);
  const before = await weightsOf(trained);
  expect(await weightsOf(fresh)).toEqual(before);
  // A copy: what happens to one does not happen to the other.
  await trained.fit(x, y, { epochs: 3 });
  expect(await weightsOf(fresh)).toEqual(before);
  expect(await weightsOf(trained)).not.toEqual(before);
});

test('also from a model that has not been used, and as the result of a computation', async () => {
  const [a, b, mean] = [regression(), regression(), regression()];
  await b.setWeights(a.getWeights());
  expect(await weightsOf(b)).toEqual(await weightsOf(a));
  await b.fit(x, y, { epochs: 5 });
  const others = b.getWeights();
  await mean.setWeights(a.getWeights().map((weight, k) => weight.add(others[k]).div(2)));
  const [first, second] = [await weightsOf(a), await weightsOf(b)];
  for (const [k, value] of (await weightsOf(mean)).entries())
    expect(value).toBeCloseTo((first[k] + second[k]) / 2, 6);
});

test('old weights that somebody holds stay what they were', async () => {
  const model = regression();
  const start = await weightsOf(model);
  const held = model.getWeights();
  await model.fit(x, y, { epochs: 2 });
  await model.setWeights(held);
  expect(await weightsOf(model)).toEqual(start);
  await expect(model.setWeights(held.map((weight) => weight.reshape([-1])))).rejects.toThrow(
    'has shape [2, 1], got [2]',
  );
});
