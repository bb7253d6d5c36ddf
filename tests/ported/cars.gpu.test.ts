import { expect, test } from 'vitest';
// Miles per gallon from horsepower, as programs for TensorFlow.js's layers are written. Only this line differs,
// and what is computed is awaited.
import * as tf from '../../src/index.ts';

interface Car {
  horsepower: number;
  mpg: number;
}

/** Cars whose consumption falls in a straight line: the fit must find it. */
const cars = (): Car[] =>
  Array.from({ length: 60 }, (_, i) => ({ horsepower: 50 + 3 * i, mpg: 40 - 0.15 * (50 + 3 * i) }));

function createModel() {
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [1], units: 1, useBias: true }));
  model.add(tf.layers.dense({ units: 1, useBias: true }));
  return model;
}

function convertToTensor(data: Car[]) {
  return tf.tidy(() => {
    tf.util.shuffle(data);
    const inputs = data.map(({ horsepower }) => horsepower);
    const labels = data.map(({ mpg }) => mpg);
    const inputTensor = tf.tensor2d(inputs, [inputs.length, 1]);
    const labelTensor = tf.tensor2d(labels, [labels.length, 1]);
    const [inputMax, inputMin] = [inputTensor.max(), inputTensor.min()];
    const [labelMax, labelMin] = [labelTensor.max(), labelTensor.min()];
    return {
      inputs: inputTensor.sub(inputMin).div(inputMax.sub(inputMin)),
      labels: labelTensor.sub(labelMin).div(labelMax.sub(labelMin)),
      inputMax,
      inputMin,
      labelMax,
      labelMin,
    };
  });
}

test('a line through normalized points, and back', async () => {
  await tf.init({ seed: 3 });
  const data = cars();
  const order = data.map(({ horsepower }) => horsepower);
  const { inputs, labels, inputMin, inputMax, labelMin, labelMax } = convertToTensor(data);
  expect(data.map(({ horsepower }) => horsepower)).not.toEqual(order);
  expect(data.map(({ horsepower }) => horsepower).sort((a, b) => a - b)).toEqual(order);

  const model = createModel();
  model.compile({ optimizer: tf.train.adam(), loss: tf.losses.meanSquaredError, metrics: ['mse'] });
  const seen = { batches: 0, epochs: [] as number[] };
  const history = await model.fit(inputs, labels, {
    batchSize: 10,
    epochs: 300,
    shuffle: true,
    callbacks: {
      onBatchEnd: () => void seen.batches++,
      onEpochEnd: (epoch, logs) => {
        seen.epochs.push(epoch);
        expect(logs.mse).toBeCloseTo(logs.loss, 6);
      },
    },
  });
  expect(seen.batches).toBe(1800);
  expect(seen.epochs).toHaveLength(300);
  expect(history.history.loss.at(-1)).toBeLessThan(0.002);

  const [xs, preds] = await (async () => {
    const xsNorm = tf.linspace(0, 1, 100);
    const predictions = await model.predict(xsNorm.reshape([100, 1]));
    const unNormXs = xsNorm.mul(inputMax.sub(inputMin)).add(inputMin);
    const unNormPreds = predictions.mul(labelMax.sub(labelMin)).add(labelMin);
    return [await unNormXs.data(), await unNormPreds.data()];
  })();
  expect(xs[0]).toBeCloseTo(50, 3);
  expect(xs[99]).toBeCloseTo(227, 3);
  for (const [i, x] of xs.entries()) expect(Math.abs(preds[i] - (40 - 0.15 * x))).toBeLessThan(3);

  // Without await, the errors say what to write.
  expect(() => inputs.dataSync()).toThrow('await tensor.data()');
  const unawaited = model.predict(inputs) as unknown as tf.Tensor;
  expect(() => unawaited.dataSync()).toThrow('Write const result = await model.predict(...)');
});
