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
