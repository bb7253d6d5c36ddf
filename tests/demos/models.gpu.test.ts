import { expect, test } from 'vitest';
import * as clothesData from '../../demos/fashion-mnist/data.ts';
import * as clothes from '../../demos/fashion-mnist/model.ts';
import * as line from '../../demos/linear-regression/model.ts';
import { features, labels, leastSquares, lineError } from '../../demos/linear-regression/points.ts';
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

test('Fashion-MNIST: the sample trains, is evaluated and predicted', async () => {
  await init({ seed: 1 });
  const data = await clothesData.loadFashionMnist({ sampleOnly: true });
  expect([data.source, data.train.count, data.validation.count, data.test.count]).toEqual([
    'sample',
    1700,
    300,
    500,
  ]);
  const part = {
    ...data,
    train: clothesData.rows(data.train, 0, 320),
    validation: clothesData.rows(data.validation, 0, 64),
  };
  const model = clothes.buildModel();
  const { history } = await clothes.train(model, part, { epochs: 3, batchSize: 32 }, {});
  expect(Object.keys(history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
  expect(history.loss[2]).toBeLessThan(history.loss[0]);
  const test = clothesData.rows(data.test, 0, 64);
  const { loss, accuracy } = await clothes.evaluate(model, test);
  expect(loss).toBeLessThan(2.4);
  expect(accuracy).toBeGreaterThan(0.2);
  const probabilities = await clothes.predict(model, test);
  expect(probabilities).toHaveLength(640);
  expect(probabilities.subarray(0, 10).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  model.dispose();
});
