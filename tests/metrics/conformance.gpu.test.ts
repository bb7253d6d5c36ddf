import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { getMetric } from '../../src/metrics/names.ts';
import type { NdArray } from '../reference/array.ts';
import { type MetricName, metric } from '../reference/keras.ts';
import { oneHot, softmax } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { testSeed, toTensor } from '../support/check-op.ts';

type Make = (random: Random) => NdArray;
const [ROWS, CLASSES] = [130, 4];

const values: Make = (random) => randomUniform(random, [ROWS, CLASSES], -2, 2);
const unit: Make = (random) => randomUniform(random, [ROWS, CLASSES], 0.01, 0.99);
const single: Make = (random) => randomUniform(random, [ROWS, 1], 0.01, 0.99);
const bits: Make = (random) => randomIntegers(random, [ROWS, 1], 0, 2);
const manyBits: Make = (random) => randomIntegers(random, [ROWS, CLASSES], 0, 2);
const flatBits: Make = (random) => randomIntegers(random, [ROWS], 0, 2);
const classes: Make = (random) => randomIntegers(random, [ROWS], 0, CLASSES);
const column: Make = (random) => randomIntegers(random, [ROWS, 1], 0, CLASSES);
const rows: Make = (random) => oneHot(classes(random), CLASSES);
const probabilities: Make = (random) => softmax(values(random));

const positive: Make = (random) => randomUniform(random, [ROWS, CLASSES], 0.1, 9);

const cases: [name: MetricName, text: string, makeTrue: Make, makePred: Make][] = [
  ['accuracy', 'of one output', bits, single],
  ['accuracy', 'of one output and flat labels', flatBits, single],
  ['accuracy', 'of class numbers', classes, probabilities],
  ['accuracy', 'of a column of class numbers', column, probabilities],
  ['accuracy', 'of one-hot rows', rows, probabilities],
  ['binaryAccuracy', 'of several outputs', manyBits, unit],
  ['categoricalAccuracy', 'of scores', rows, values],
  ['sparseCategoricalAccuracy', 'of scores', classes, values],
  ['meanSquaredError', 'of a matrix', values, values],
  ['meanAbsoluteError', 'of a matrix', values, values],
  ['rootMeanSquaredError', 'of a matrix', values, values],
  ['rootMeanSquaredError', 'of one output and flat labels', flatBits, single],
  ['binaryCrossentropy', 'of probabilities', manyBits, unit],
  ['categoricalCrossentropy', 'of probabilities', rows, probabilities],
  ['sparseCategoricalCrossentropy', 'of probabilities', classes, probabilities],
  ['topKCategoricalAccuracy', 'with fewer than 5 classes', rows, values],
  ['meanAbsolutePercentageError', 'of a matrix', positive, values],
  ['meanSquaredLogarithmicError', 'of a matrix', positive, positive],
  ['logCoshError', 'of a matrix', values, values],
  ['huber', 'of a matrix', values, values],
  ['klDivergence', 'of distributions', probabilities, probabilities],
  ['poisson', 'of positive numbers', positive, positive],
  ['hinge', 'of labels 0 and 1', manyBits, values],
  ['squaredHinge', 'of labels 0 and 1', manyBits, values],
  ['categoricalHinge', 'of one-hot rows', rows, values],
  ['cosineSimilarity', 'of a matrix', values, values],
];

/** The value of a metric for one batch. */
async function figureOf(given: gl.metrics.Metric, yTrue: gl.Tensor, yPred: gl.Tensor): Promise<number> {
  const accumulator = gl.metrics.accumulate(given);
  accumulator.updateState(yTrue, yPred);
  return (await accumulator.result()) as number;
}

describe('metrics agree with Keras', () => {
  it.each(cases)('%s %s', async (name, _, makeTrue, makePred) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    const given = getMetric('test', name);
    expect(given.name).toBe(name);
    const actual = await figureOf(given, toTensor(yTrue), toTensor(yPred));
    const expected = metric(name, yTrue, yPred);
    expect(Math.abs(actual - expected), `seed ${seed}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
  });

  it('a prediction of exactly 0.5 counts as 0, the first of equal classes as the answer', async () => {
    const { call } = gl.metrics.accuracy();
    const binary = call(gl.tensor([[0], [1]]), gl.tensor([[0.5], [0.5]]));
    expect(await binary.array()).toEqual([1, 0]);
    const sparse = call(gl.tensor(new Int32Array([0, 1])), gl.full([2, 3], 0.25));
    expect(await sparse.array()).toEqual([1, 0]);
  });

  it.each([1, 2, 3])('the label is among the %i most probable', async (k) => {
    const random = randomFrom(k);
    const [labels, scores] = [classes(random), values(random)];
    const sparse = gl.metrics.sparseTopKCategoricalAccuracy({ k });
    const expected = metric('sparseTopKCategoricalAccuracy', labels, scores, { k });
    expect(await figureOf(sparse, toTensor(labels), toTensor(scores))).toBeCloseTo(expected, 6);
    const oneHotRows = toTensor(oneHot(labels, CLASSES));
    const categorical = gl.metrics.topKCategoricalAccuracy({ k });
    expect(await figureOf(categorical, oneHotRows, toTensor(scores))).toBeCloseTo(expected, 6);
  });

  it('of equals all are counted as the best', async () => {
    const { call } = gl.metrics.sparseTopKCategoricalAccuracy({ k: 1 });
    expect(await call(gl.tensor([0, 1, 2]), gl.tensor([[1, 1, 0], [1, 1, 0], [1, 1, 0]])).array()).toEqual([1, 1, 0]); // biome-ignore format: rows
  });

  it.each([
    ['binaryCrossentropy', bits, single],
    ['sparseCategoricalCrossentropy', classes, probabilities],
    ['categoricalCrossentropy', rows, probabilities],
  ] as [MetricName, Make, Make][])(
    'crossentropy means %s by the shapes',
    async (name, makeTrue, makePred) => {
      const random = randomFrom(5);
      const [labels, outputs] = [makeTrue(random), makePred(random)];
      const value = await figureOf(getMetric('test', 'ce'), toTensor(labels), toTensor(outputs));
      expect(value).toBeCloseTo(metric(name, labels, outputs), 5);
    },
  );

  it('may be given uncalled', () => {
    expect(getMetric('test', gl.metrics.auc).name).toBe('auc');
    expect(getMetric('test', gl.metrics.meanSquaredError).name).toBe('meanSquaredError');
    expect(getMetric('test', function surprise(yTrue: gl.Tensor) { return yTrue; }).name).toBe('surprise'); // biome-ignore format: short
  });

  it('take options and a name', async () => {
    const options = { fromLogits: true, labelSmoothing: 0.1, name: 'bce' };
    const given = gl.metrics.binaryCrossentropy(options);
    expect(given.name).toBe('bce');
    const random = randomFrom(3);
    const [labels, logits] = [manyBits(random), values(random)];
    const expected = metric('binaryCrossentropy', labels, logits, options);
    expect(await figureOf(given, toTensor(labels), toTensor(logits))).toBeCloseTo(expected, 5);
    expect(gl.metrics.logCoshError().name).toBe('logCoshError');
  });
});
