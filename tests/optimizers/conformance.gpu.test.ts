import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import { createOptimizer, type OptimizerConfig } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { optimizerFor } from '../support/optimizer-for.ts';

const STEPS = 20;
const WEIGHTS = 65;

const configs: readonly OptimizerConfig[] = [
  { name: 'sgd' },
  { name: 'sgd', learningRate: 0.3, momentum: 0.9 },
  { name: 'sgd', learningRate: 0.1, momentum: 0.8, nesterov: true },
  { name: 'rmsprop' },
  { name: 'rmsprop', learningRate: 0.05, rho: 0.7, epsilon: 1e-3 },
  { name: 'rmsprop', learningRate: 0.02, momentum: 0.6 },
  { name: 'rmsprop', learningRate: 0.02, centered: true },
  { name: 'rmsprop', learningRate: 0.02, momentum: 0.4, centered: true },
  { name: 'adam' },
  { name: 'adam', learningRate: 0.05, beta1: 0.5, beta2: 0.9, epsilon: 1e-4 },
  { name: 'adam', learningRate: 0.05, beta1: 0, beta2: 0 },
  { name: 'adam', learningRate: 0.05, beta2: 0.5, amsgrad: true },
  { name: 'adamW' },
  { name: 'adamW', learningRate: 0.05, weightDecay: 0.1, amsgrad: true },
  { name: 'adadelta' },
  { name: 'adadelta', learningRate: 1, rho: 0.8, epsilon: 1e-3 },
  { name: 'adagrad' },
  { name: 'adagrad', learningRate: 0.5, initialAccumulatorValue: 0, epsilon: 1e-4 },
  { name: 'adamax' },
  { name: 'adamax', learningRate: 0.05, beta1: 0.6, beta2: 0.9, epsilon: 1e-3 },
  { name: 'nadam' },
  { name: 'nadam', learningRate: 0.05, beta1: 0.6, beta2: 0.9, epsilon: 1e-3 },
  { name: 'ftrl' },
  {
    name: 'ftrl',
    learningRate: 0.1,
    l1RegularizationStrength: 0.5,
    l2RegularizationStrength: 0.1,
    beta: 0.3,
  },
  { name: 'ftrl', learningRate: 0.1, learningRatePower: -0.7, l2ShrinkageRegularizationStrength: 0.05 },
  { name: 'ftrl', learningRate: 0.1, learningRatePower: 0, initialAccumulatorValue: 1 },
  { name: 'lion' },
  { name: 'lion', learningRate: 0.01, beta1: 0.5, beta2: 0.7 },
  { name: 'sgd', learningRate: 0.1, weightDecay: 0.3 },
  { name: 'rmsprop', clipNorm: 0.5 },
  { name: 'adadelta', learningRate: 1, globalClipNorm: 0.5 },
  { name: 'sgd', momentum: 0.9, clipValue: 0.05 },
  { name: 'adam', learningRate: 0.05, useEma: true, emaMomentum: 0.7 },
  { name: 'adam', learningRate: 0.05, useEma: true, emaMomentum: 0.7, emaOverwriteFrequency: 3 },
  { name: 'nadam', learningRate: 0.05, gradientAccumulationSteps: 4 },
  {
    name: 'adam',
    learningRate: {
      name: 'exponentialDecay',
      config: { initialLearningRate: 0.1, decaySteps: 5, decayRate: 0.5 },
    },
    weightDecay: 0.01,
    globalClipNorm: 2,
    useEma: true,
    emaOverwriteFrequency: 2,
    gradientAccumulationSteps: 3,
  },
];

/** Gradients of very different sizes, from 1e-7 to 100, some of them 0 in most steps. */
function gradientsFor(seed: number): NdArray[] {
  const random = randomFrom(seed);
  return Array.from({ length: STEPS }, () => {
    const { shape, data } = randomUniform(random, [WEIGHTS]);
    return {
      shape,
      data: data.map((x, i) => (i % 10 === 9 && random() < 0.8 ? 0 : Math.fround(x * 10 ** ((i % 10) - 7)))),
    };
  });
}

describe(`optimizers follow Keras over ${STEPS} steps`, () => {
  it.each(configs.map((config) => ({ config, text: JSON.stringify(config) })))(
    '$text',
    async ({ config }) => {
      const seed = testSeed();
      const start = randomUniform(randomFrom(seed + 1), [WEIGHTS]);
      const expected = { shape: start.shape, data: start.data.slice() };
      const follow = createOptimizer(config);
      const optimizer = optimizerFor(config);
      const weights = gl.variable(Float32Array.from(start.data));
      const step = gl.jit((gradient) => optimizer.apply([gradient], [weights]));
      // Steps of up to 100 cancel each other: what is lost is relative to the largest, not to the result.
      const closeness = { tolerance: 5e-5, floor: 1 };
      for (const [i, gradient] of gradientsFor(seed).entries()) {
        step(toTensor(gradient));
        follow([expected.data], [gradient.data]);
        const label = `step ${i + 1}, seed ${seed}`;
        expectClose(await fromTensor(weights), expected, { ...closeness, label });
      }
      if (!config.useEma) return;
      optimizer.finalizeVariableValues();
      const [data] = follow.averages();
      expectClose(await fromTensor(weights), { ...expected, data }, { ...closeness, label: 'averages' });
    },
  );
});

describe('gradients at the edge', () => {
  const names = [
    'sgd',
    'rmsprop',
    'adam',
    'adamW',
    'adadelta',
    'adagrad',
    'adamax',
    'nadam',
    'ftrl',
    'lion',
  ] as const;
  it.each(names)('%s takes none, tiny and huge ones', async (name) => {
    const start = [0.5, 0.5, 0.5, -0.25, 0];
    const gradient = [0, 1e-25, 1e15, -1e15, 0];
    const expected = { shape: [5], data: Float64Array.from(start) };
    const weights = gl.variable(start);
    const optimizer = optimizerFor({ name });
    const follow = createOptimizer({ name });
    for (let step = 0; step < 3; step++) {
      optimizer.apply([gl.tensor(gradient)], [weights]);
      follow([expected.data], [Float64Array.from(gradient)]);
    }
    expectClose(await fromTensor(weights), expected, { tolerance: 1e-5, label: name });
  });

  it.each(names)(
    '%s leaves a weight without gradient alone even where nothing is divided by nothing',
    async (name) => {
      const weights = gl.variable([0.5, -2]);
      const zeros = { epsilon: 0, initialAccumulatorValue: 0, weightDecay: 0 };
      const options: Partial<typeof zeros> = { weightDecay: 0 };
      if (!['sgd', 'ftrl', 'lion'].includes(name)) options.epsilon = 0;
      if (['adagrad', 'ftrl'].includes(name)) options.initialAccumulatorValue = 0;
      const optimizer = optimizerFor({ name, ...options });
      optimizer.apply([gl.tensor([0, 1])], [weights]);
      const [still, moved] = await weights.data();
      // The leader that FTRL follows begins at 0.
      expect(still).toBe(name === 'ftrl' ? 0 : 0.5);
      expect(Number.isFinite(moved)).toBe(true);
    },
  );
});
