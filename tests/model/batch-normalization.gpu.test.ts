import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import {
  evaluateReference,
  type Layer,
  type TrainOptions,
  trainReference,
  weightShapes,
} from '../reference/keras.ts';
import { oneHot } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { buildModel, compileModel, dataFor, type Model } from '../support/keras-model.ts';

/** The red wine classifier of the tutorials, smaller and without its dropout. */
const wine: Layer[] = [
  { type: 'dense', units: 14, activation: 'relu' },
  { type: 'batchNormalization' },
  { type: 'dense', units: 9, activation: 'relu' },
  { type: 'batchNormalization', momentum: 0.9, epsilon: 0.01, scale: false },
  { type: 'dense', units: 5, activation: 'softmax' },
];

/** 70 random rows of 11 features. */
function classification(random: Random, layers: readonly Layer[]): TrainOptions {
  return {
    layers,
    weights: weightShapes(layers, [11]).map((shape) =>
      shape.length === 2 ? randomUniform(random, shape, -0.5, 0.5) : randomUniform(random, shape, 0.2, 0.6),
    ),
    x: randomUniform(random, [70, 11], -1, 1),
    y: oneHot(randomIntegers(random, [70], 0, 5), 5),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
    // The bias of a unit that is on for all rows has no effect before a normalization: its gradient is mere
    // rounding, of which Adam with a small epsilon would make whole steps.
    optimizer: { name: 'adam', learningRate: 0.01, epsilon: 1e-3 },
  };
}

const weightsOf = (model: Model): Promise<NdArray[]> => Promise.all(model.getWeights().map(fromTensor));

function expectWeights(actual: readonly NdArray[], expected: readonly NdArray[], label: string): void {
  expect(actual.length).toBe(expected.length);
  for (const [k, weights] of actual.entries()) {
    expectClose(weights, expected[k], { tolerance: 1e-4, floor: 0.1, label: `${label}, weight ${k}` });
  }
}

test('every weight after every step, moving averages included', async () => {
  const seed = testSeed();
  const options = { ...classification(randomFrom(seed), wine), batchSize: 70, epochs: 6 };
  const model = await compileModel(options);
  const { steps } = trainReference(options);
  for (const [step, expected] of steps.entries()) {
    await model.fit(dataFor(options.x), dataFor(options.y), { batchSize: 70, shuffle: false });
    expectWeights(await weightsOf(model), expected, `seed ${seed}, step ${step + 1}`);
  }
  model.dispose();
});

test('a smaller last batch has statistics of its own; validation and evaluate take the moving averages', async () => {
  const seed = testSeed();
  // 63 rows to train on, in batches of 32 and 31; 7 to validate on.
  const layers: Layer[] = [
    { type: 'batchNormalization' },
    { type: 'dense', units: 5, activation: 'softmax' },
  ];
  const data = classification(randomFrom(seed), layers);
  const options = { ...data, batchSize: 32, epochs: 3, validationSplit: 0.1 };
  const model = await compileModel(options);
  const expected = trainReference(options);
  const [x, y] = [dataFor(options.x), dataFor(options.y)];
  const { batchSize, epochs, validationSplit } = options;
  const { history } = await model.fit(x, y, { batchSize, epochs, validationSplit, shuffle: false });
  expectWeights(await weightsOf(model), expected.weights, `seed ${seed}`);
  for (const [name, values] of Object.entries(expected.history)) {
    for (const [epoch, value] of values.entries()) {
      expect(history[name][epoch], `seed ${seed}, ${name} of epoch ${epoch}`).toBeCloseTo(value, 3);
    }
  }
  const logs = await model.evaluate(x, y);
  expect(logs.loss).toBeCloseTo(evaluateReference(options, expected.weights, options).loss, 3);
  model.dispose();
});

test('after a loss that is not finite, the moving averages are back as well', async () => {
  const list: Layer[] = [{ type: 'batchNormalization' }, { type: 'dense', units: 1 }];
  const random = randomFrom(testSeed());
  const weights = weightShapes(list, [3]).map((shape) => randomUniform(random, shape, 0.5, 1));
  const model = await buildModel(list, [3], weights);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  const x = dataFor(randomUniform(random, [8, 3]));
  await expect(model.fit(x, new Float32Array(8).fill(1e30), { batchSize: 4 })).rejects.toThrow(
    gl.errors.NonFiniteLossError,
  );
  expect(await weightsOf(model)).toEqual(weights);
  model.dispose();
});

test('the classifier with dropout learns', async () => {
  const { dense, batchNormalization, dropout } = gl.layers;
  const random = randomFrom(testSeed());
  const x = randomUniform(random, [90, 4]);
  const labels = Int32Array.from({ length: 90 }, (_, i) => Number(x.data[4 * i] + x.data[4 * i + 1] > 0));
  const model = gl.sequential([
    dense({ units: 16, activation: 'relu' }),
    batchNormalization(),
    dropout(0.3),
    dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: gl.optimizers.adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
  });
  const { history } = await model.fit(dataFor(x), labels, { epochs: 40, batchSize: 30 });
  expect(history.loss[39]).toBeLessThan(history.loss[0] / 2);
  model.dispose();
});
