import { expect, test } from 'vitest';
// Kinds of flowers from measures of their leaves, as programs for TensorFlow.js's layers are written. Only this
// line differs, and what is computed is awaited.
import * as tf from '../../src/index.ts';

const CLASSES = ['setosa', 'versicolor', 'virginica'];

/** Four measures and the class, 30 flowers of each kind: in the shape of the iris data, not its numbers. */
const flowers = Array.from({ length: 90 }, (_, i) => {
  const kind = Math.floor(i / 30);
  const wave = (k: number) => 0.3 * Math.sin(7 * i + k);
  return [
    5 + kind * 0.8 + wave(1),
    3.4 - kind * 0.3 + wave(2),
    1.5 + kind * 2 + wave(3),
    0.3 + kind + wave(4),
    kind,
  ];
});

function getData(testSplit: number) {
  return tf.tidy(() => {
    const parts = CLASSES.map((_, kind) => {
      const examples = flowers.filter((flower) => flower[4] === kind);
      const [numTest] = [Math.round(examples.length * testSplit)];
      const numTrain = examples.length - numTest;
      const xs = tf.tensor2d(
        examples.map((flower) => flower.slice(0, 4)),
        [examples.length, 4],
      );
      const ys = tf.oneHot(tf.tensor1d(examples.map((flower) => flower[4])).toInt(), CLASSES.length);
      return [
        xs.slice([0, 0], [numTrain, 4]),
        ys.slice([0, 0], [numTrain, CLASSES.length]),
        xs.slice([numTrain, 0], [numTest, 4]),
        ys.slice([numTrain, 0], [numTest, CLASSES.length]),
      ];
    });
    const concatAxis = 0;
    return [0, 1, 2, 3].map((k) =>
      tf.concat(
        parts.map((part) => part[k]),
        concatAxis,
      ),
    );
  });
}

test('a classifier from a list of layers, its weights, a file, and a winner', async () => {
  await tf.init({ seed: 2 });
  const [xTrain, yTrain, xTest, yTest] = getData(0.2);
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 10, activation: 'sigmoid', batchInputShape: [null, xTrain.shape[1]] }),
      tf.layers.dense({
        units: 3,
        activation: 'softmax',
        kernelRegularizer: tf.regularizers.l2({ l2: 1e-4 }),
      }),
    ],
  });
  model.summary(() => {});
  expect(model.layers[0].getWeights().map(({ shape }) => shape)).toEqual([[4, 10], [10]]);
  expect(model.layers[0].countParams()).toBe(50);

  model.compile({ optimizer: tf.train.adam(0.05), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const lines: string[] = [];
  const history = await model.fit(xTrain, yTrain, {
    epochs: 60,
    validationData: [xTest, yTest],
    callbacks: {
      onTrainBegin: async () => void lines.push('begin'),
      onEpochEnd: async (epoch, logs) => {
        if (epoch % 20 === 0) lines.push(`${epoch}: ${logs.val_acc.toFixed(1)}`);
      },
      onTrainEnd: async () => void lines.push('end'),
    },
  });
  expect(lines).toHaveLength(5);
  expect(history.history.val_acc.at(-1)).toBe(1);

  const input = tf.tensor2d([[5.1, 3.4, 1.4, 0.2]], [1, 4]);
  const predictOut = await model.predict(input);
  const probabilities = Array.from(await predictOut.data());
  expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
  expect(CLASSES[(await predictOut.argMax(-1).data())[0]]).toBe('setosa');

  await model.save('indexeddb://ported-iris');
  const again = await tf.loadLayersModel('indexeddb://ported-iris');
  expect(await ((await again.predict(input)) as tf.Tensor).array()).toEqual(await predictOut.array());

  const [kernel, bias] = model.layers[1].getWeights();
  model.layers[1].setWeights([tf.zerosLike(kernel), tf.tensor1d([0, 0, 9])]);
  expect(CLASSES[(await (await model.predict(input)).argMax(-1).data())[0]]).toBe('virginica');
  model.layers[1].setWeights([kernel, bias]);
  expect(await (await model.predict(input)).array()).toEqual(await predictOut.array());
});
