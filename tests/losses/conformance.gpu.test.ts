import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from '../../src/losses/index.ts';
import { getLoss } from '../../src/losses/names.ts';
import type { NdArray } from '../reference/array.ts';
import { type LossName, lossGradient, lossValues } from '../reference/keras.ts';
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
const cube: Make = (random) => randomUniform(random, [3, 4, 5], -2, 2);

// Unnormalised `unit` rows for the categorical losses: Keras divides by their sum.
const cases: [name: LossName, fromLogits: boolean, text: string, makeTrue: Make, makePred: Make][] = [
  ['meanSquaredError', false, 'of a matrix', values, values],
  ['meanSquaredError', false, 'of labels without the last axis', flat, single],
  ['meanSquaredError', false, 'of a cube', cube, cube],
  ['meanAbsoluteError', false, 'of a matrix', values, values],
  ['binaryCrossentropy', false, 'of probabilities', bits, unit],
  ['binaryCrossentropy', false, 'of soft labels', unit, unit],
  ['binaryCrossentropy', true, 'of logits', bits, scores],
  ['categoricalCrossentropy', false, 'of probabilities', rows, unit],
  ['categoricalCrossentropy', false, 'of soft labels', distributions, unit],
  ['categoricalCrossentropy', true, 'of logits', rows, scores],
  ['categoricalCrossentropy', true, 'of soft labels and logits', distributions, scores],
  ['sparseCategoricalCrossentropy', false, 'of probabilities', classes, unit],
  ['sparseCategoricalCrossentropy', false, 'of a column of labels', column, unit],
  ['sparseCategoricalCrossentropy', true, 'of logits', classes, scores],
];

function make(name: LossName, fromLogits: boolean) {
  if (name === 'binaryCrossentropy') return binaryCrossentropy({ fromLogits });
  if (name === 'categoricalCrossentropy') return categoricalCrossentropy({ fromLogits });
  if (name === 'sparseCategoricalCrossentropy') return sparseCategoricalCrossentropy({ fromLogits });
  return getLoss('test', name);
}

describe('losses agree with Keras', () => {
  it.each(cases)('%s (fromLogits %s) %s', async (name, fromLogits, _, makeTrue, makePred) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    const prediction = toTensor(yPred);
    const losses = make(name, fromLogits).call(toTensor(yTrue), prediction);
    const [slope] = gradients('test', losses.mean(), [prediction]);
    const label = `seed ${seed}`;
    const expected = lossValues(name, yTrue, yPred, { fromLogits });
    expectClose(await fromTensor(losses), expected, { tolerance: 1e-5, floor: 0.1, label });
    expectClose(await fromTensor(slope as gl.Tensor), lossGradient(name, yTrue, yPred, { fromLogits }), {
      tolerance: 1e-5,
      floor: 0.01,
      label: `gradient, ${label}`,
    });
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

  it('refuses labels of another shape', () => {
    const mse = getLoss('test', 'mse');
    expect(() => mse.call(gl.zeros([3, 2]), gl.zeros([3, 4]))).toThrow(
      'yTrue has shape [3, 2], yPred has [3, 4]',
    );
    const sparse = sparseCategoricalCrossentropy();
    expect(() => sparse.call(gl.zeros([3, 4]), gl.zeros([3, 4]))).toThrow('Use categoricalCrossentropy');
  });
});
