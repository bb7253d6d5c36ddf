import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { getMetric } from '../../src/metrics/names.ts';
import type { NdArray } from '../reference/array.ts';
import { type MetricName, metric } from '../reference/keras.ts';
import { oneHot, softmax } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { fromTensor, testSeed, toTensor } from '../support/check-op.ts';

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
];

describe('metrics agree with Keras', () => {
  it.each(cases)('%s %s', async (name, _, makeTrue, makePred) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    const { call, finish, name: reported } = getMetric('test', name);
    expect(reported).toBe(name);
    const perExample = call(toTensor(yTrue), toTensor(yPred));
    expect(perExample.shape[0]).toBe(ROWS);
    const mean = perExample.mean();
    const [actual] = (await fromTensor(finish ? finish(mean) : mean)).data;
    const expected = metric(name, yTrue, yPred);
    expect(Math.abs(actual - expected), `seed ${seed}`).toBeLessThan(1e-5 * Math.max(1, expected));
  });

  it('a prediction of exactly 0.5 counts as 0, the first of equal classes as the answer', async () => {
    const binary = getMetric('test', 'accuracy').call(gl.tensor([[0], [1]]), gl.tensor([[0.5], [0.5]]));
    expect(await binary.array()).toEqual([1, 0]);
    const sparse = getMetric('test', 'accuracy').call(
      gl.tensor(new Int32Array([0, 1])),
      gl.full([2, 3], 0.25),
    );
    expect(await sparse.array()).toEqual([1, 0]);
  });
});
