import { expect, test } from 'vitest';
import * as line from '../../demos/linear-regression/model.ts';
import { features, labels, leastSquares, lineError } from '../../demos/linear-regression/points.ts';
import { train } from '../../demos/shared/headless.ts';
import { init } from '../../src/index.ts';

test('linear regression: the tutorial’s good settings find the line', async () => {
  await init({ seed: 1 });
  const settings = { learningRate: 0.14, epochs: 70, batchSize: 12 };
  const model = line.buildModel(settings);
  const progress: number[] = [];
  const { history } = await line.train(model, settings, {
    onProgress: ({ stepsDone }) => void progress.push(stepsDone),
  });
  expect(history.rootMeanSquaredError).toHaveLength(70);
  expect(progress.at(-1)).toBe(70);
  const error = lineError(await line.lineOf(model), features, labels);
  const least = lineError(leastSquares(features, labels), features, labels);
  expect(error).toBeGreaterThanOrEqual(least);
  expect(error).toBeLessThan(least + 0.5);
  model.dispose();
});

test('linear regression: a rate of 100 swings, and is not stopped', async () => {
  const settings = { learningRate: 100, epochs: 450, batchSize: 12 };
  const model = line.buildModel(settings);
  const { history } = await line.train(model, settings, {});
  expect(history.rootMeanSquaredError).toHaveLength(450);
  expect(history.rootMeanSquaredError.at(-1)).toBeGreaterThan(100);
  model.dispose();
});

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
