import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import {
  binaryCrossentropy,
  cosineSimilarity,
  huber,
  sparseCategoricalCrossentropy,
} from '../../src/losses/index.ts';
import { getLoss } from '../../src/losses/names.ts';
import { array, fromFlat, map, type NdArray, transpose } from '../reference/array.ts';
import { type LossName, type LossOptions, lossGradient, lossValues } from '../reference/keras.ts';
import { oneHot, softmax } from '../reference/ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

type Make = (random: Random) => NdArray;
const [ROWS, CLASSES] = [13, 5];
const shape = [ROWS, CLASSES];

const values: Make = (random) => randomUniform(random, shape, -2, 2);
const scores: Make = (random) => randomUniform(random, shape, -9, 9);
const unit: Make = (random) => randomUniform(random, shape, 0.02, 0.98);
const bits: Make = (random) => randomIntegers(random, shape, 0, 2);
const classes: Make = (random) => randomIntegers(random, [ROWS], 0, CLASSES);
const column: Make = (random) => randomIntegers(random, [ROWS, 1], 0, CLASSES);
const rows: Make = (random) => oneHot(classes(random), CLASSES);
const distributions: Make = (random) => softmax(values(random));
const single: Make = (random) => randomUniform(random, [ROWS, 1], -2, 2);
const flat: Make = (random) => randomUniform(random, [ROWS], -2, 2);
const signs: Make = (random) => map(bits(random), (bit) => 2 * bit - 1);
const counts: Make = (random) => randomIntegers(random, shape, 0, 9);
const positive: Make = (random) => randomUniform(random, shape, 0.1, 9);
const cube: Make = (random) => randomUniform(random, [3, 4, 5], -2, 2);

/** Keras clips: 0 and 1 have a value, and a slope. */
const smoothAtEdges: readonly LossName[] = [
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'huber',
  'logCosh',
  'binaryCrossentropy',
  'binaryFocalCrossentropy',
  'klDivergence',
  'poisson',
  'hinge',
  'squaredHinge',
  'categoricalHinge',
  'cosineSimilarity',
];

const fromLogits = true;
const labelSmoothing = 0.2;

// Unnormalised `unit` rows for the categorical losses: Keras divides by their sum.
const cases: [name: LossName, options: LossOptions, text: string, makeTrue: Make, makePred: Make][] = [
  ['meanSquaredError', {}, 'a matrix', values, values],
  ['meanSquaredError', {}, 'labels without the last axis', flat, single],
  ['meanSquaredError', {}, 'a cube', cube, cube],
  ['meanAbsoluteError', {}, 'a matrix', values, values],
  ['meanAbsolutePercentageError', {}, 'a matrix', positive, values],
  ['meanSquaredLogarithmicError', {}, 'a matrix', positive, positive],
  ['meanSquaredLogarithmicError', {}, 'numbers below 0', values, values],
  ['huber', {}, 'a matrix', values, values],
  ['huber', { delta: 0.3 }, 'a matrix', values, values],
  ['logCosh', {}, 'a matrix', values, values],
  ['logCosh', {}, 'errors of all sizes', scores, scores],
  ['binaryCrossentropy', {}, 'probabilities', bits, unit],
  ['binaryCrossentropy', {}, 'soft labels', unit, unit],
  ['binaryCrossentropy', { fromLogits }, 'logits', bits, scores],
  ['binaryCrossentropy', { fromLogits, labelSmoothing }, 'logits', bits, scores],
  ['binaryFocalCrossentropy', {}, 'probabilities', bits, unit],
  ['binaryFocalCrossentropy', { labelSmoothing, gamma: 1.5 }, 'probabilities', bits, unit],
  ['binaryFocalCrossentropy', { applyClassBalancing: true, alpha: 0.3 }, 'probabilities', bits, unit],
  ['binaryFocalCrossentropy', { fromLogits }, 'logits', bits, scores],
  ['categoricalCrossentropy', {}, 'probabilities', rows, unit],
  ['categoricalCrossentropy', { labelSmoothing }, 'probabilities', rows, unit],
  ['categoricalCrossentropy', {}, 'soft labels', distributions, unit],
  ['categoricalCrossentropy', { fromLogits }, 'logits', rows, scores],
  ['categoricalCrossentropy', { fromLogits }, 'soft labels and logits', distributions, scores],
  ['categoricalFocalCrossentropy', {}, 'probabilities', rows, unit],
  ['categoricalFocalCrossentropy', { fromLogits, labelSmoothing }, 'logits', rows, scores],
  ['categoricalFocalCrossentropy', { alpha: 0.6, gamma: 3 }, 'probabilities', rows, unit],
  ['sparseCategoricalCrossentropy', {}, 'probabilities', classes, unit],
  ['sparseCategoricalCrossentropy', {}, 'a column of labels', column, unit],
  ['sparseCategoricalCrossentropy', { fromLogits }, 'logits', classes, scores],
  ['klDivergence', {}, 'distributions', distributions, distributions],
  ['klDivergence', {}, 'one-hot rows', rows, distributions],
  ['poisson', {}, 'counts', counts, positive],
  ['hinge', {}, 'labels -1 and 1', signs, values],
  ['hinge', {}, 'labels 0 and 1', bits, values],
  ['hinge', {}, 'other labels', counts, values],
  ['squaredHinge', {}, 'labels -1 and 1', signs, values],
  ['squaredHinge', {}, 'labels 0 and 1', bits, values],
  ['categoricalHinge', {}, 'one-hot rows', rows, values],
  ['cosineSimilarity', {}, 'a matrix', values, values],
];

describe('losses agree with Keras', () => {
  it.each(cases)('%s %o of %s', async (name, options, _, makeTrue, makePred) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    const prediction = toTensor(yPred);
    const loss = getLoss('test', { name, config: { ...options } });
    expect(loss.config).toMatchObject(options);
    const losses = loss.call(toTensor(yTrue), prediction);
    const [slope] = gradients('test', losses.mean(), [prediction]);
    const label = `seed ${seed}`;
    const close = { tolerance: 1e-5, floor: 0.1, label };
    expectClose(await fromTensor(losses), lossValues(name, yTrue, yPred, options), close);
    const expected = lossGradient(name, yTrue, yPred, options);
    const slopes = { ...close, floor: 0.01, label: `gradient, ${label}` };
    expectClose(await fromTensor(slope as gl.Tensor), expected, slopes);
  });

  it('probabilities of 0 and 1 are clipped to 1e-7, as in Keras', async () => {
    const yPred = gl.tensor([[0, 1], [1, 0]]); // biome-ignore format: rows
    const binary = await fromTensor(binaryCrossentropy().call(gl.tensor([[0, 1], [0, 1]]), yPred)); // biome-ignore format: rows
    expect(binary.data[0]).toBeLessThan(2e-7);
    // float32 cannot hold 1 - 1e-7 exactly: 1 - 1.19e-7 is the nearest, and its complement is what counts.
    expect(binary.data[1]).toBeCloseTo(-Math.log(1e-7), 0);
    const sparse = sparseCategoricalCrossentropy().call(gl.tensor(new Int32Array([0, 0])), yPred);
    const expected = [-Math.log(1e-7), 1e-7];
    for (const [i, value] of (await sparse.data()).entries()) expect(value).toBeCloseTo(expected[i], 4);
  });

  it('logits far apart give a finite loss and gradient', async () => {
    const z = gl.tensor([[1000, -1000, 0]]);
    const losses = sparseCategoricalCrossentropy({ fromLogits: true }).call(
      gl.tensor(new Int32Array([1])),
      z,
    );
    const [slope] = gradients('test', losses.mean(), [z]);
    expect(await losses.array()).toEqual([2000]);
    expect(await slope?.array()).toEqual([[1, -1, 0]]);
  });

  it('stay finite, and their gradients too, where labels and predictions are 0 or 1', async () => {
    const yTrue = array([[0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0]]); // biome-ignore format: rows
    const yPred = array([[0, 0, 1, 1], [0, 0, 0, 0], [0, 1, 0, 0]]); // biome-ignore format: rows
    for (const name of smoothAtEdges) {
      const prediction = toTensor(yPred);
      const losses = getLoss('test', name).call(toTensor(yTrue), prediction);
      const [slope] = gradients('test', losses.mean(), [prediction]);
      expectClose(await fromTensor(losses), lossValues(name, yTrue, yPred), { tolerance: 2e-2, label: name });
      for (const value of await (slope as gl.Tensor).data()) expect(value, name).not.toBeNaN();
    }
  });

  it('small and large errors keep their digits in logCosh', async () => {
    const errors = array([1e-4, 1e-3, 0.99, 1.01, 20, 1e4].map((error) => [error]));
    const zeros = map(errors, () => 0);
    const actual = getLoss('test', 'logCosh').call(toTensor(zeros), toTensor(errors));
    expectClose(await fromTensor(actual), lossValues('logCosh', zeros, errors), {
      tolerance: 1e-5,
      floor: 1e-12,
    });
  });

  it('scores far apart keep binaryFocalCrossentropy within its clip', async () => {
    const logits = gl.tensor([[40], [-40], [14], [-14]]);
    const loss = getLoss('test', { name: 'binaryFocalCrossentropy', config: { fromLogits: true } });
    const losses = await fromTensor(loss.call(gl.tensor([[0], [1], [0], [0]]), logits));
    const expected = fromFlat([-Math.log(1e-7), -Math.log(1e-7), 14, 0], [4]);
    expectClose(losses, expected, { tolerance: 1e-4 });
  });

  it('cosineSimilarity along another axis', async () => {
    const random = randomFrom(7);
    const [yTrue, yPred] = [cube(random), cube(random)];
    const turned = [yTrue, yPred].map((a) => transpose(a, [0, 2, 1]));
    const actual = cosineSimilarity({ axis: 1 }).call(toTensor(yTrue), toTensor(yPred));
    expectClose(await fromTensor(actual), lossValues('cosineSimilarity', turned[0], turned[1]), {
      tolerance: 1e-5,
      floor: 0.1,
    });
  });

  it('may be given uncalled', () => {
    expect(getLoss('test', huber)).toMatchObject({ name: 'huber', config: { delta: 1 } });
    const own = getLoss('test', (yTrue: gl.Tensor, yPred: gl.Tensor) => yTrue.sub(yPred));
    expect(own).toMatchObject({ name: 'loss', labels: 'any' });
  });

  it('refuses options out of range', () => {
    expect(() => huber({ delta: -1 })).toThrow('losses.huber: delta must be a number of at least 0, got -1.');
    expect(() => getLoss('test', { name: 'huber', config: { delt: 1 } })).toThrow(
      "test: the loss 'huber' has no option delt: 1. Known: delta.",
    );
    expect(() => getLoss('test', { name: 'mse', config: { reduction: 'sum' } })).toThrow('reduction: "sum"');
  });

  it('can be made again from their JSON, or from what Keras writes', () => {
    const focal = getLoss('test', { name: 'binaryFocalCrossentropy', config: { gamma: 3 } });
    expect(getLoss('test', JSON.parse(JSON.stringify(focal))).config).toEqual(focal.config);
    const keras = {
      class_name: 'CategoricalCrossentropy',
      config: { name: 'x', reduction: 'sum_over_batch_size', from_logits: true, axis: -1, dtype: null },
    };
    expect(getLoss('test', keras)).toMatchObject({
      name: 'categoricalCrossentropy',
      config: { fromLogits: true, labelSmoothing: 0 },
    });
  });

  it('refuses labels of another shape', () => {
    const mse = getLoss('test', 'mse');
    expect(() => mse.call(gl.zeros([3, 2]), gl.zeros([3, 4]))).toThrow(
      'yTrue has shape [3, 2], yPred has [3, 4]',
    );
    const sparse = sparseCategoricalCrossentropy();
    expect(() => sparse.call(gl.zeros([3, 4]), gl.zeros([3, 4]))).toThrow('Use categoricalCrossentropy');
  });
});
