import { expect, test } from 'vitest';
import { train } from '../../demos/shared/headless.ts';

test('the command line trains on the sample and evaluates on its test images', async () => {
  const progress: number[] = [];
  window.reportProgress = async ({ stepsDone }) => void progress.push(stepsDone);
  const outcome = await train({
    demo: 'fashion-mnist',
    epochs: 1,
    batchSize: 100,
    learningRate: 0.1,
    seed: 1,
    sample: true,
  });
  expect(outcome.data).toContain('1700 images to train on, 300 for validation, 500 for the test');
  expect(Object.keys(outcome.history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
  expect(progress.at(-1)).toBe(17);
  expect(outcome.result.loss).toBeLessThan(outcome.history.loss[0]);
  expect(outcome.result.accuracy).toBeGreaterThan(0.3);
});

test('the command line fits the line', async () => {
  window.reportProgress = async () => {};
  const outcome = await train({
    demo: 'linear-regression',
    epochs: 70,
    batchSize: 12,
    learningRate: 0.14,
    seed: 1,
  });
  expect(outcome.history.rootMeanSquaredError).toHaveLength(70);
  expect(outcome.result.slope).toBeCloseTo(2.96, 0);
});

test('the command line knows the other tutorials', { timeout: 120_000 }, async () => {
  const progress: number[] = [];
  window.reportProgress = async ({ stepsDone }) => void progress.push(stepsDone);
  const settings = { seed: 1, batchSize: 32, learningRate: 0.01 };
  const wine = await train({ ...settings, demo: 'red-wine', epochs: 1 });
  expect(Object.keys(wine.result)).toEqual(['accuracy', 'validation', 'test']);
  const hyper = await train({ ...settings, demo: 'hyperparameters', epochs: 100 });
  expect(hyper.result.rmse).toBeLessThan(2e-5);
  const housing = await train({ ...settings, demo: 'california-housing', epochs: 1 });
  expect(housing.history.valLoss).toHaveLength(1);
  const cnn = await train({ ...settings, demo: 'fashion-mnist-cnn', epochs: 1, sample: true });
  expect(cnn.result.accuracy).toBeGreaterThan(0.4);
  expect(progress).toContain(54);
  const rare = await train({ ...settings, demo: 'fashion-mnist-weights', epochs: 1, sample: true });
  expect(Object.keys(rare.history)).toEqual(['none', 'classWeight', 'sampleWeight']);
  expect(rare.result.differences).toBe(0);
  const tape = await train({ ...settings, demo: 'gradient-tape', epochs: 15, learningRate: 0.1 });
  expect(tape.result.W).toBeCloseTo(3, 0);
  expect(tape.history.loss).toHaveLength(15);
});
