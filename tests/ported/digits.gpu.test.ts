import { expect, test } from 'vitest';
// Digits by a convolutional network, as programs for TensorFlow.js's layers are written. Only this line differs,
// and what is computed is awaited.
import * as tf from '../../src/index.ts';

const CLASSES = 4;
const SIDE = 12;

/** Pictures with a bar: its place among the columns is the class. */
class PictureData {
  #next = 0;

  nextBatch(size: number) {
    const xs = new Float32Array(size * SIDE * SIDE);
    const labels = new Uint8Array(size * CLASSES);
    for (let i = 0; i < size; i++) {
      const label = this.#next++ % CLASSES;
      labels[i * CLASSES + label] = 1;
      for (let y = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++)
          xs[(i * SIDE + y) * SIDE + x] =
            (x >= 3 * label && x < 3 * label + 2 ? 0.8 : 0) + ((7 * this.#next + 3 * x + 5 * y) % 10) / 50;
    }
    return { xs: tf.tensor2d(xs, [size, SIDE * SIDE]), labels: tf.tensor2d(labels, [size, CLASSES]) };
  }
}

function getModel() {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      inputShape: [SIDE, SIDE, 1],
      kernelSize: 5,
      filters: 8,
      strides: 1,
      activation: 'relu',
      kernelInitializer: 'varianceScaling',
    }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: CLASSES, kernelInitializer: 'varianceScaling', activation: 'softmax' }));
  const optimizer = tf.train.adam(0.005);
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

test('a convolutional network with callbacks, accuracy as acc, predictions and their classes', async () => {
  await tf.init({ seed: 1 });
  const data = new PictureData();
  const model = getModel();
  const [trainXs, trainYs] = tf.tidy(() => {
    const d = data.nextBatch(128);
    return [d.xs.reshape([128, SIDE, SIDE, 1]), d.labels];
  });
  const [testXs, testYs] = tf.tidy(() => {
    const d = data.nextBatch(40);
    return [d.xs.reshape([40, SIDE, SIDE, 1]), d.labels];
  });
  const losses: number[] = [];
  let last: tf.Logs = {};
  const { history } = await model.fit(trainXs, trainYs, {
    batchSize: 32,
    validationData: [testXs, testYs],
    epochs: 8,
    shuffle: true,
    callbacks: {
      onBatchEnd: async (batch, logs) => {
        expect(() => (logs as unknown as tf.Logs).loss).toThrow('await logs.values()');
        expect(() => (logs as unknown as tf.Logs).acc).toThrow('await logs.values()');
        const { loss, acc } = await logs.values();
        if (batch === 3) losses.push(loss);
        expect(acc).toBeGreaterThanOrEqual(0);
      },
      onEpochEnd: async (_, logs) => {
        last = logs;
        await tf.nextFrame();
      },
    },
  });
  expect(last.acc).toBe(last.accuracy);
  expect(last.val_acc).toBe(last.valAccuracy);
  expect(last.val_acc).toBe(1);
  expect(history.acc).toEqual(history.accuracy);
  expect(history.val_acc).toHaveLength(8);
  for (const [epoch, loss] of history.loss.entries()) expect(losses[epoch]).toBeCloseTo(loss, 5);

  const preds = (await model.predict(testXs)).argMax(-1);
  const labels = testYs.argMax(-1);
  expect([...(await preds.data())]).toEqual([...(await labels.data())]);
  const result = await model.evaluate(testXs, testYs);
  expect(result.acc).toBe(1);
  testXs.dispose();
  trainXs.dispose();
});
