import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { fromFlat, type NdArray, rows } from '../reference/array.ts';
import { type ScoreName, type ScoreOptions, score } from '../reference/keras.ts';
import { oneHot, softmax } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { testSeed, toTensor } from '../support/check-op.ts';

type Make = (random: Random) => NdArray;
const [ROWS, CLASSES] = [75, 4];
/** The last batch is shorter. */
const BATCH = 32;

const values: Make = (random) => randomUniform(random, [ROWS, CLASSES], -2, 2);
const unit: Make = (random) => randomUniform(random, [ROWS, CLASSES], 0, 1);
const single: Make = (random) => randomUniform(random, [ROWS, 1], 0, 1);
const flatBits: Make = (random) => randomIntegers(random, [ROWS], 0, 2);
const bits: Make = (random) => randomIntegers(random, [ROWS, CLASSES], 0, 2);
const oneHotRows: Make = (random) => oneHot(randomIntegers(random, [ROWS], 0, CLASSES), CLASSES);
const probabilities: Make = (random) => softmax(values(random));
/** Predictions that say something, so that curves are not diagonals. */
const informed: Make = (random) => ({
  shape: [ROWS, 1],
  data: flatBits(random).data.map((_, i) => Math.fround(((i % 2) + 2 * random()) / 3)),
});
const alternating: Make = () => fromFlat(Array.from({ length: ROWS }, (_, i) => i % 2), [ROWS, 1]); // biome-ignore format: short

const make = {
  truePositives: gl.metrics.truePositives,
  falsePositives: gl.metrics.falsePositives,
  trueNegatives: gl.metrics.trueNegatives,
  falseNegatives: gl.metrics.falseNegatives,
  precision: gl.metrics.precision,
  recall: gl.metrics.recall,
  auc: gl.metrics.auc,
  f1Score: gl.metrics.f1Score,
  fBetaScore: gl.metrics.fBetaScore,
  r2Score: gl.metrics.r2Score,
} as Record<ScoreName, (options: ScoreOptions) => gl.metrics.Metric>;

const cases: [name: ScoreName, options: ScoreOptions, makeTrue: Make, makePred: Make][] = [
  ['truePositives', {}, flatBits, single],
  ['falsePositives', { thresholds: 0.3 }, bits, unit],
  ['trueNegatives', { thresholds: [0.2, 0.9] }, bits, unit],
  ['falseNegatives', {}, bits, unit],
  ['precision', {}, flatBits, single],
  ['precision', { thresholds: [0, 0.25, 0.7] }, bits, unit],
  ['precision', { topK: 2 }, oneHotRows, probabilities],
  ['recall', {}, bits, unit],
  ['recall', { classId: 2, thresholds: 0.4 }, bits, unit],
  ['recall', { topK: 1, classId: 1 }, oneHotRows, probabilities],
  ['auc', {}, alternating, informed],
  ['auc', { curve: 'PR' }, alternating, informed],
  ['auc', { curve: 'PR', summationMethod: 'minoring', numThresholds: 20 }, alternating, informed],
  ['auc', { summationMethod: 'majoring', numThresholds: 3 }, alternating, informed],
  ['auc', {}, bits, unit],
  ['auc', { multiLabel: true }, bits, unit],
  ['auc', { multiLabel: true, curve: 'PR' }, bits, unit],
  ['auc', { fromLogits: true }, bits, values],
  ['f1Score', {}, oneHotRows, probabilities],
  ['f1Score', { average: null }, oneHotRows, probabilities],
  ['f1Score', { average: 'micro', threshold: 0.4 }, bits, unit],
  ['f1Score', { average: 'weighted' }, oneHotRows, probabilities],
  ['fBetaScore', { beta: 2, threshold: 0.5, average: 'macro' }, bits, unit],
  ['r2Score', {}, values, values],
  ['r2Score', { classAggregation: null }, values, values],
  ['r2Score', { classAggregation: 'varianceWeightedAverage' }, values, values],
];

/** Feeds a metric batch by batch. */
async function accumulated(
  metric: gl.metrics.Metric,
  yTrue: NdArray,
  yPred: NdArray,
  weights?: Float32Array,
): Promise<number[]> {
  const accumulator = gl.metrics.accumulate(metric);
  for (let begin = 0; begin < ROWS; begin += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, ROWS - begin) }, (_, i) => begin + i);
    const [labels, predictions] = [yTrue, yPred].map((a) => toTensor(rows(a, numbers)));
    accumulator.updateState(labels, predictions, weights?.slice(begin, begin + BATCH));
  }
  return [await accumulator.result()].flat() as number[];
}

function expectClose(actual: readonly number[], expected: readonly number[], label: string): void {
  expect(actual.length, label).toBe(expected.length);
  for (const [k, value] of expected.entries()) {
    expect(Math.abs(actual[k] - value), `${label}: ${actual} for ${expected}`).toBeLessThan(
      2e-5 * Math.max(1, Math.abs(value)),
    );
  }
}

describe('metrics made of sums agree with Keras', () => {
  it.each(cases)('%s %o', async (name, options, makeTrue, makePred) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    const metric = make[name](options);
    expectClose(await accumulated(metric, yTrue, yPred), score(name, yTrue, yPred, options), `seed ${seed}`);
    // A third of the rows does not count at all.
    const weights = Float32Array.from({ length: ROWS }, (_, i) => (i % 3 === 0 ? 0 : random()));
    const expected = score(name, yTrue, yPred, options, weights);
    expectClose(await accumulated(metric, yTrue, yPred, weights), expected, `seed ${seed}, weighted`);
  });

  it('nothing found is 0, not NaN', async () => {
    const zeros = fromFlat(new Float64Array(ROWS), [ROWS, 1]);
    for (const name of ['precision', 'recall', 'auc', 'f1Score', 'r2Score'] as const) {
      const [value] = await accumulated(make[name]({}), zeros, zeros);
      expect(value, name).toBe(0);
    }
    expect(await gl.metrics.accumulate(gl.metrics.auc()).result()).toBe(0);
  });

  it('predictions of 0 and 1 and on a threshold', async () => {
    const [yTrue, yPred] = [[0, 1, 1, 0, 1], [0, 1, 0.5, 0.5, 1]].map((data) => fromFlat(data, [5, 1])); // biome-ignore format: rows
    for (const [name, options] of [
      ['auc', { numThresholds: 3 }],
      ['auc', {}],
      ['precision', {}],
      ['recall', {}],
    ] as const) {
      const accumulator = gl.metrics.accumulate(make[name](options));
      accumulator.updateState(toTensor(yTrue), toTensor(yPred));
      expectClose([(await accumulator.result()) as number], score(name, yTrue, yPred, options), name);
    }
  });

  it('start anew', async () => {
    const accumulator = gl.metrics.accumulate(gl.metrics.precision());
    accumulator.updateState([1, 0], [0.9, 0.9]);
    expect(await accumulator.result()).toBe(0.5);
    accumulator.resetState();
    accumulator.updateState([1, 1, 0], [0.9, 0.9, 0.1]);
    expect(await accumulator.result()).toBe(1);
  });

  it('of own functions, and of means', async () => {
    const wrong = gl.metrics.accumulate((yTrue, yPred) => yTrue.notEqual(yPred).cast('float32'));
    wrong.updateState([1, 2, 3, 4], [1, 2, 0, 0], [1, 1, 1, 5]);
    expect(await wrong.result()).toBe(0.75);
    const root = gl.metrics.accumulate(gl.metrics.rootMeanSquaredError());
    root.updateState([[0], [0]], [[3], [0]]);
    root.updateState([[0]], [[0]]);
    expect(await root.result()).toBeCloseTo(Math.sqrt(3), 5);
  });

  it('refuse options that mean nothing', () => {
    expect(() => gl.metrics.precision({ thresholds: 2 })).toThrow(
      'metrics.precision: thresholds must be numbers from 0 to 1, got 2.',
    );
    expect(() => gl.metrics.auc({ numThresholds: 1 })).toThrow(
      'numThresholds must be an integer of at least 2',
    );
    expect(() => gl.metrics.auc({ curve: 'RC' as 'PR' })).toThrow("unknown curve 'RC'. Did you mean 'ROC'?");
    expect(() => gl.metrics.f1Score({ average: 'mean' as 'micro' })).toThrow("unknown average 'mean'");
    expect(() => gl.metrics.fBetaScore({ beta: 0 })).toThrow('beta must be a positive number, got 0');
  });
});
