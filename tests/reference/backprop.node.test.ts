import { describe, expect, it } from 'vitest';
import type { NdArray } from './array.ts';
import { numericGradient } from './finite-differences.ts';
import {
  type ActivationName,
  activations,
  gradientsReference,
  type Layer,
  type LossName,
  loss,
  lossGradient,
  type Objective,
  weightShapes,
} from './keras.ts';
import { mul, oneHot, softmax, sum } from './ops.ts';
import { type Random, randomFrom, randomIntegers, randomUniform } from './random.ts';

function expectClose(actual: NdArray, expected: NdArray, tolerance = 1e-7): void {
  expect(actual.shape).toEqual(expected.shape);
  for (const [i, e] of expected.data.entries()) {
    expect(Math.abs(actual.data[i] - e)).toBeLessThan(tolerance * Math.max(1, Math.abs(e)));
  }
}

const names = Object.keys(activations) as ActivationName[];

describe('derivatives of the reference agree with finite differences', () => {
  it.each(names)('activation %s', (name) => {
    const random = randomFrom(7);
    const z = randomUniform(random, [4, 5], -3, 3);
    const dy = randomUniform(random, [4, 5]);
    const { forward, backward } = activations[name];
    const numeric = numericGradient((x) => sum(mul(forward(x), dy)).data[0], [z], 0);
    expectClose(backward(dy, z, forward(z)), numeric);
  });

  const probabilities = (random: Random) => softmax(randomUniform(random, [5, 4], -2, 2));
  const labels = (random: Random) => randomIntegers(random, [5], 0, 4);
  const bits = (random: Random) => randomIntegers(random, [5, 4], 0, 2);
  const scores = (random: Random) => randomUniform(random, [5, 4], -3, 3);
  const unit = (random: Random) => randomUniform(random, [5, 4], 0.05, 0.95);
  const lossCases: [LossName, boolean, (r: Random) => NdArray, (r: Random) => NdArray][] = [
    ['meanSquaredError', false, scores, scores],
    ['meanAbsoluteError', false, scores, scores],
    ['binaryCrossentropy', false, bits, unit],
    ['binaryCrossentropy', true, bits, scores],
    ['categoricalCrossentropy', false, (r) => oneHot(labels(r), 4), probabilities],
    ['categoricalCrossentropy', false, (r) => softmax(scores(r)), unit],
    ['categoricalCrossentropy', true, (r) => softmax(scores(r)), scores],
    ['categoricalCrossentropy', true, scores, scores],
    ['sparseCategoricalCrossentropy', false, labels, unit],
    ['sparseCategoricalCrossentropy', true, labels, scores],
  ];

  it.each(lossCases)('loss %s, fromLogits %s', (name, fromLogits, makeTrue, makePred) => {
    const random = randomFrom(11);
    const [yTrue, yPred] = [makeTrue(random), makePred(random)];
    for (const sampleWeight of [undefined, [1, 0, 2, 0.5, 3]]) {
      const options = { fromLogits, sampleWeight };
      const numeric = numericGradient((p) => loss(name, yTrue, p, options), [yPred], 0);
      expectClose(lossGradient(name, yTrue, yPred, options), numeric);
    }
  });

  const regularized: Layer[] = [
    { type: 'flatten' },
    { type: 'dense', units: 6, activation: 'tanh', kernelRegularizer: { l1: 0.1, l2: 0.2 } },
    { type: 'dense', units: 4, useBias: false },
    { type: 'activation', activation: 'sigmoid' },
    { type: 'dense', units: 3, biasRegularizer: { l2: 0.3 } },
  ];
  const stacked: Layer[] = [
    { type: 'dense', units: 4, activation: 'relu' },
    { type: 'flatten' },
    { type: 'dense', units: 3, activation: 'softmax' },
  ];

  const normalized: Layer[] = [
    { type: 'dense', units: 4, activation: 'tanh' },
    { type: 'batchNormalization', epsilon: 0.1 },
    { type: 'flatten' },
    { type: 'batchNormalization', center: false, scale: false },
    { type: 'dense', units: 3, activation: 'softmax' },
  ];
  const convolutional: Layer[] = [
    { type: 'conv2d', filters: 3, kernelSize: 2, padding: 'same', activation: 'relu' },
    { type: 'maxPooling2d' },
    { type: 'conv2d', filters: 2, kernelSize: 2, strides: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 3, activation: 'softmax' },
  ];

  it.each<[string, Objective, number[]?]>([
    ['regularized regression', { layers: regularized, loss: 'meanSquaredError' }],
    ['scores', { layers: regularized, loss: 'categoricalCrossentropy', lossOptions: { fromLogits: true } }],
    ['probabilities', { layers: stacked, loss: 'categoricalCrossentropy' }],
    ['batch normalization', { layers: normalized, loss: 'categoricalCrossentropy' }],
    ['convolution', { layers: convolutional, loss: 'categoricalCrossentropy' }, [5, 5, 2]],
  ])('every weight of a model: %s', (_, objective, inputShape = [2, 3]) => {
    const random = randomFrom(13);
    const x = randomUniform(random, [5, ...inputShape]);
    const y = softmax(randomUniform(random, [5, 3]));
    const weights = weightShapes(objective.layers, inputShape).map((shape) => randomUniform(random, shape));
    const batch = { x, y, sampleWeight: [1, 0.5, 2, 1, 0.25] };
    const { gradients } = gradientsReference(objective, weights, batch);
    gradients.forEach((gradient, which) => {
      const value = (...w: NdArray[]) => gradientsReference(objective, w, batch).loss;
      expectClose(gradient, numericGradient(value, weights, which));
    });
  });
});
