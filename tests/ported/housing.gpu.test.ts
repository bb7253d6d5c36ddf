import { expect, test } from 'vitest';
// Prices of houses with normalization by hand, as programs for TensorFlow.js's layers are written. Only this line
// differs, and what is computed is awaited.
import * as tf from '../../src/index.ts';

const NUM_FEATURES = 3;

function determineMeanAndStddev(data: tf.Tensor) {
  const dataMean = data.mean(0);
  const diffFromMean = data.sub(dataMean);
  const dataStd = diffFromMean.square().mean(0).sqrt();
  return { dataMean, dataStd };
}

const normalizeTensor = (data: tf.Tensor, dataMean: tf.Tensor, dataStd: tf.Tensor) =>
  data.sub(dataMean).div(dataStd);

/** Features on scales of their own, and a price that depends on them in a line. */
function houses(count: number, begin: number): [features: number[][], prices: number[][]] {
  const features = Array.from({ length: count }, (_, i) => [
    10 * Math.sin(begin + i),
    300 + 50 * Math.cos(3 * (begin + i)),
    0.5 + 0.1 * Math.sin(5 * (begin + i)),
  ]);
  return [features, features.map(([a, b, c]) => [20 + 0.4 * a - 0.05 * b + 30 * c])];
}

test('a regression on normalized features: fit with a split, evaluate, a baseline, weights by name', async () => {
  await tf.init({ seed: 5 });
  const [trainFeatures, trainTarget] = houses(200, 0);
  const [testFeatures, testTarget] = houses(50, 1000);
  const rawTrain = tf.tensor2d(trainFeatures);
  const { dataMean, dataStd } = determineMeanAndStddev(rawTrain);
  const { mean, variance } = tf.moments(rawTrain, 0);
  expect(await dataMean.array()).toEqual(await mean.array());
  const [std, root] = [await dataStd.data(), await variance.sqrt().data()];
  for (const [k, value] of std.entries()) expect(root[k]).toBeCloseTo(value, 4);
  const tensors = {
    trainFeatures: normalizeTensor(rawTrain, dataMean, dataStd),
    trainTarget: tf.tensor2d(trainTarget),
    testFeatures: normalizeTensor(tf.tensor2d(testFeatures), dataMean, dataStd),
    testTarget: tf.tensor2d(testTarget),
  };

  const avgPrice = tensors.trainTarget.mean();
  const baseline = tensors.testTarget.sub(avgPrice).square().mean();
  const baselineLoss = (await baseline.data())[0];

  const model = tf.sequential();
  model.add(
    tf.layers.dense({
      inputShape: [NUM_FEATURES],
      units: 10,
      activation: 'sigmoid',
      kernelInitializer: 'leCunNormal',
    }),
  );
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });

  const trainLogs: tf.Logs[] = [];
  await model.fit(tensors.trainFeatures, tensors.trainTarget, {
    batchSize: 40,
    epochs: 100,
    validationSplit: 0.2,
    callbacks: {
      onEpochEnd: async (_, logs) => void trainLogs.push(logs),
    },
  });
  expect(trainLogs).toHaveLength(100);
  expect(trainLogs[99].val_loss).toBeLessThan(trainLogs[0].val_loss);

  const { loss: testLoss } = await model.evaluate(tensors.testFeatures, tensors.testTarget, {
    batchSize: 40,
  });
  expect(testLoss).toBeLessThan(baselineLoss / 4);
  const predicted = (await model.predict(tensors.testFeatures))
    .sub(tensors.testTarget)
    .square()
    .mean(0, true);
  expect(predicted.shape).toEqual([1, 1]);
  expect((await predicted.data())[0]).toBeCloseTo(testLoss, 4);
  const unawaited = model.evaluate(tensors.testFeatures, tensors.testTarget) as unknown as tf.Tensor;
  expect(() => unawaited.dataSync()).toThrow('Write const result = await model.evaluate(...)');

  // What has arguments one after the other.
  expect(tf.train.momentum(0.1, 0.5).config).toMatchObject({ learningRate: 0.1, momentum: 0.5 });
  expect(tf.train.rmsprop(0.1, 0.8).config).toMatchObject({ learningRate: 0.1, rho: 0.8 });
  expect(() => tf.train.sgd(0.1, 0.9)).toThrow("unknown option 'argument 2'");
  const w = tf.matMul(tf.range(0, 6).reshape([3, 2]), tf.fill([3, 1], 2), true);
  expect(await w.array()).toEqual([[12], [18]]);
  expect(await tf.tensor1d([1, 2, 3]).slice(1).array()).toEqual([2, 3]);
  const drawn = await tf.randomUniform([500], 2, 3).data();
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...drawn)).toBeGreaterThan(2.9);
  const normal = tf.randomNormal([2000], 5, 0.1);
  expect((await normal.mean().data())[0]).toBeCloseTo(5, 1);
});
