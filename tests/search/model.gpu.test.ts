import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';

const { search } = gl;
const x = Float32Array.from({ length: 40 }, (_, i) => i / 20 - 1);
const y = x.map((value) => 3 * value + 10);
const data = [
  { data: x, shape: [40, 1] },
  { data: y, shape: [40, 1] },
] as const;

const space = {
  learningRate: search.float({ minValue: 1e-4, maxValue: 0.5, sampling: 'log' }),
  units: search.int({ minValue: 1, maxValue: 8 }),
  activation: search.choice(['linear', 'relu']),
};

const disposed: gl.Model[] = [];

function build({ learningRate, units, activation }: gl.search.HyperParameters<typeof space>) {
  const model = gl.sequential([
    gl.layers.dense({ units, activation, inputShape: [1] }),
    gl.layers.dense({ units: 1 }),
  ]);
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
  const dispose = model.dispose.bind(model);
  model.dispose = () => {
    disposed.push(model);
    dispose();
  };
  return model;
}

const options = {
  space,
  objective: 'val_loss',
  seed: 3,
  build,
  fit: (model: gl.Sequential, _: unknown, { callbacks, signal }: gl.search.TrialContext) =>
    model.fit(...data, { epochs: 12, batchSize: 10, validationSplit: 0.25, callbacks, signal }),
};

test('a search finds good settings of a tiny model, resumes bit for bit, and disposes of all models', async () => {
  disposed.length = 0;
  const result = await search.bayesianSearch({ ...options, maxTrials: 8, numInitialPoints: 4 });
  expect(disposed).toHaveLength(8);
  const scores = result.trials.flatMap(({ score }) => score ?? []);
  expect(result.best?.score).toBe(Math.min(...scores));
  expect(result.best?.values).toHaveLength(12);
  expect(Math.min(...scores)).toBeLessThan(20);
  const half = await search.bayesianSearch({ ...options, maxTrials: 5, numInitialPoints: 4 });
  await gl.init({ seed: 77 });
  const resumed = await search.bayesianSearch({
    ...options,
    maxTrials: 8,
    numInitialPoints: 4,
    resume: half.toJSON(),
  });
  expect(JSON.stringify(resumed)).toBe(JSON.stringify(result));
});

test('hopeless trials end early; a divergent one is recorded', async () => {
  const rates = [0.05, 1e-4, 1e20];
  const result = await search.gridSearch({
    ...options,
    space: { learningRate: search.choice(rates) },
    build: ({ learningRate }) => build({ learningRate, units: 2, activation: 'linear' }),
    pruner: search.successiveHalving({ minResource: 2, reductionFactor: 2 }),
  });
  const [good, slow, bad] = result.trials;
  expect(good).toMatchObject({ state: 'completed', error: null });
  expect(good.values).toHaveLength(12);
  expect(slow).toMatchObject({ state: 'pruned' });
  expect(slow.values).toHaveLength(2);
  expect(slow.score).toBe(Math.min(...(slow.values as number[])));
  expect(bad).toMatchObject({ state: 'failed', score: null });
  expect(bad.error).toContain('the loss became NaN or infinite');
});

test('a signal ends the training of a trial, and the search', async () => {
  const stop = new AbortController();
  const running = search.randomSearch({
    ...options,
    signal: stop.signal,
    fit: (model, _, { signal }) =>
      model.fit(...data, {
        epochs: 1e6,
        signal,
        callbacks: { onProgress: () => stop.abort(new Error('enough')) },
      }),
  });
  await expect(running).rejects.toThrow('enough');
});
