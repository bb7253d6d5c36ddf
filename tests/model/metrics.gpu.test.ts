import { describe, expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { fromFlat, type NdArray, rows } from '../reference/array.ts';
import { type ScoreName, type ScoreOptions, score } from '../reference/keras.ts';
import { randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { dataFor } from '../support/keras-model.ts';

// 23 rows in batches of 8: the last one is shorter, and filled up where nothing is trained.
const [ROWS, FEATURES, OUTPUTS] = [23, 3, 2];
const random = randomFrom(20261121);
const x = randomUniform(random, [ROWS, FEATURES]);
const y = randomIntegers(random, [ROWS, OUTPUTS], 0, 2);
const kernel = randomUniform(random, [FEATURES, OUTPUTS], -2, 2);
const sampleWeight = Float32Array.from({ length: ROWS }, (_, i) => (i % 4 === 0 ? 0 : random()));

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const predictions = fromFlat(
  Array.from({ length: ROWS * OUTPUTS }, (_, i) => {
    const [row, output] = [Math.floor(i / OUTPUTS), i % OUTPUTS];
    const z = Array.from({ length: FEATURES }, (_, k) => x.data[row * FEATURES + k] * kernel.data[k * OUTPUTS + output]); // biome-ignore format: short
    return sigmoid(z.reduce((a, b) => a + b, 0));
  }),
  [ROWS, OUTPUTS],
);

const figures: [name: ScoreName, options: ScoreOptions, metric: gl.metrics.Metric | string][] = [
  ['precision', {}, 'precision'],
  ['recall', { classId: 1 }, gl.metrics.recall({ classId: 1 })],
  ['auc', {}, 'auc'],
  ['f1Score', { threshold: 0.4 }, gl.metrics.f1Score({ threshold: 0.4 })],
  ['r2Score', {}, gl.metrics.r2Score()],
  ['falseNegatives', {}, 'false_negatives'],
];
const metrics = figures.map(([, , metric]) => metric);

/** Keys as they are reported. */
const keys = ['precision', 'recall', 'auc', 'f1Score', 'r2Score', 'falseNegatives'];

async function compiled(options: Partial<gl.CompileOptions>): Promise<gl.Sequential> {
  const layer = gl.layers.dense({
    units: OUTPUTS,
    activation: 'sigmoid',
    useBias: false,
    inputShape: [FEATURES],
  });
  const model = gl.sequential([layer]);
  // A learning rate of zero: every figure follows from the weights at the start.
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0 }), loss: 'bce', ...options });
  await model.setWeights([dataFor(kernel)]);
  return model;
}

function expectFigures(
  actual: (key: string) => number,
  yTrue: NdArray,
  yPred: NdArray,
  weights: Float32Array | null,
): void {
  for (const [k, [name, options]] of figures.entries()) {
    const [expected] = score(name, yTrue, yPred, options, weights);
    expect(actual(keys[k]), keys[k]).toBeCloseTo(expected, 4);
  }
}

/** Sequences of tokens [4, 1], of which 0 is none. */
class AllButOne extends gl.layers.Layer {
  readonly kind = 'allButOne';

  call(x: gl.Tensor): gl.Tensor {
    return x.notEqual(1).cast('float32');
  }

  override computeMask(x: gl.Tensor): gl.Tensor {
    return x.squeeze(-1).notEqual(0);
  }
}

describe('metrics made of sums', () => {
  test('in evaluate: rows that fill the last batch up do not count', async () => {
    const model = await compiled({ metrics });
    const logs = await model.evaluate(dataFor(x), dataFor(y), { batchSize: 8, sampleWeight });
    expectFigures((key) => logs[key], y, predictions, null);
  });

  test('in evaluate with sample weights', async () => {
    const model = await compiled({ weightedMetrics: metrics });
    const logs = await model.evaluate(dataFor(x), dataFor(y), { batchSize: 8, sampleWeight });
    expectFigures((key) => logs[key], y, predictions, sampleWeight);
  });

  test('in fit, of training and validation data, beside means', async () => {
    const model = await compiled({ metrics: ['accuracy'], weightedMetrics: [...metrics, 'mae'] });
    const part = (a: NdArray, begin: number, end: number): NdArray =>
      rows(
        a,
        Array.from({ length: end - begin }, (_, i) => begin + i),
      );
    const [begin, end] = [0, 16];
    const { history } = await model.fit(dataFor(part(x, begin, end)), dataFor(part(y, begin, end)), {
      batchSize: 6,
      epochs: 2,
      sampleWeight: sampleWeight.slice(begin, end),
      validationData: [dataFor(x), dataFor(y), sampleWeight],
    });
    const seen = [y, predictions].map((a) => part(a, begin, end));
    for (const epoch of [0, 1]) {
      expectFigures((key) => history[key][epoch], seen[0], seen[1], sampleWeight.slice(begin, end));
      const validationKey = (key: string): string => `val${key[0].toUpperCase()}${key.slice(1)}`;
      expectFigures((key) => history[validationKey(key)][epoch], y, predictions, sampleWeight);
    }
    expect(history.accuracy).toHaveLength(2);
    expect(history.valMae).toHaveLength(2);
  });

  test('in an epoch that is one step', async () => {
    const model = await compiled({ metrics });
    const { history } = await model.fit(dataFor(x), dataFor(y), {
      batchSize: ROWS,
      epochs: 2,
      shuffle: false,
    });
    expectFigures((key) => history[key][1], y, predictions, null);
  });

  test('steps of sequences that are masked do not count', async () => {
    const tokens = [[1, 2, 0, 0], [2, 2, 1, 0], [1, 0, 0, 0]]; // biome-ignore format: rows
    const labels = tokens.map((row) => row.map((_, step) => [step % 2]));
    const model = gl.sequential([new AllButOne({ inputShape: [4, 1] })]);
    const counts = ['truePositives', 'falsePositives', 'trueNegatives', 'falseNegatives'];
    model.compile({ loss: 'mse', metrics: counts });
    const logs = await model.evaluate(
      tokens.map((row) => row.map((token) => [token])),
      labels,
      { batchSize: 2 },
    );
    expect(counts.map((name) => logs[name])).toEqual([2, 1, 3, 0]);
  });

  test('without any weight they are 0, as in Keras', async () => {
    const model = await compiled({ weightedMetrics: ['accuracy', 'precision'] });
    const nothing = new Float32Array(ROWS);
    const logs = await model.evaluate(dataFor(x), dataFor(y), { batchSize: 8, sampleWeight: nothing });
    expect(logs).toEqual({ loss: 0, accuracy: 0, precision: 0 });
  });

  test('what gives more than one number is refused before training', async () => {
    const model = await compiled({ metrics: [gl.metrics.f1Score({ average: null })] });
    await expect(model.fit(dataFor(x), dataFor(y))).rejects.toThrow(
      "metric 'f1Score' gives figures of shape [2]",
    );
  });
});
