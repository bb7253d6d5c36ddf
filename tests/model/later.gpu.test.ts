import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';

// The browser remembers 250 entries, and stops.
performance.clearResourceTimings();
const isLoaded = (): boolean =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes('/src/model/later.ts'));

test('training on arrays loads nothing more, predict does', async () => {
  const model = gl.sequential([
    gl.layers.dense({ units: 4, activation: 'relu', inputShape: [2] }),
    gl.layers.dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const [x, y] = [[[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]]; // biome-ignore format: a table
  await model.fit(x, y, { epochs: 2, batchSize: 2, validationData: [x, y], verbose: 0 });
  expect(isLoaded()).toBe(false);
  expect((await model.predict(x)).shape).toEqual([4, 2]);
  expect(isLoaded()).toBe(true);
});
