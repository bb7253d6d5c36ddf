import { expect, test } from 'vitest';
// A program written for TensorFlow.js: only this line differs, and what is computed is awaited.
import * as tf from '../../src/index.ts';

test('a TensorFlow.js program runs with a changed import', async () => {
  await tf.init({ seed: 1 });
  const model = tf.sequential();
  model.add(
    tf.layers.dense({ units: 8, activation: 'relu', inputShape: [2], kernelInitializer: 'heNormal' }),
  );
  model.add(tf.layers.dropout({ rate: 0.01 }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.1), loss: 'binaryCrossentropy', metrics: ['acc'] });

  const xs = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
  const ys = tf.tensor2d([[0], [1], [1], [1]]);
  const seen: number[] = [];
  const history = await model.fit(xs, ys, {
    batchSize: 4,
    epochs: 60,
    validationData: [xs, ys],
    callbacks: {
      onEpochEnd: async (epoch, logs) => {
        seen.push(epoch);
        expect(logs.val_loss).toBe(logs.valLoss);
        expect(logs.val_acc).toBe(logs.valAcc);
      },
    },
  });
  expect(seen.length).toBe(60);
  expect(history.history.val_acc?.at(-1)).toBe(1);

  const learned = tf.tidy(() => tf.scalar(2).mul(tf.tensor1d([1, 2])));
  expect(Array.from(await learned.data())).toEqual([2, 4]);
  const predicted = await model.predict(tf.tensor2d([[1, 1]]));
  expect((await predicted.data())[0]).toBeGreaterThan(0.5);

  const w = tf.variable(tf.scalar(0));
  const optimizer = tf.train.sgd(0.1);
  for (let step = 0; step < 50; step++) optimizer.minimize(() => w.sub(3).square() as tf.Tensor);
  expect((await w.data())[0]).toBeCloseTo(3, 3);
});
