import { describe, expect, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { adam, type Optimizer, rmsprop, sgd } from '../../src/optimizers/index.ts';
import type { NdArray } from '../reference/array.ts';
import { createOptimizer, type OptimizerConfig } from '../reference/keras.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';

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
];

function create(config: OptimizerConfig): Optimizer {
  if (config.name === 'sgd') return sgd(config);
  return config.name === 'adam' ? adam(config) : rmsprop(config);
}

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
      const gradients = gradientsFor(seed);
      const start = randomUniform(randomFrom(seed + 1), [WEIGHTS]);
      const expected = { shape: start.shape, data: start.data.slice() };
      const step = createOptimizer(config);

      const optimizer = create(config);
      const params = gl.variable(Float32Array.from(start.data));
      const state = Object.fromEntries(
        optimizer.slots.map((slot) => [slot, gl.variable(new Float32Array(WEIGHTS))]),
      );
      const iteration = gl.variable(0, { dtype: 'int32' });
      const learningRate = gl.variable(optimizer.learningRate);
      for (const [i, gradient] of gradients.entries()) {
        optimizer.update({ params, gradient: toTensor(gradient), state, iteration, learningRate });
        iteration.assignAdd(1);
        step([expected.data], [gradient.data]);
        const label = `step ${i + 1}, seed ${seed}`;
        // Steps of up to 100 cancel each other: what is lost is relative to the largest, not to the result.
        expectClose(await fromTensor(params), expected, { tolerance: 5e-5, floor: 1, label });
      }
    },
  );

  it('the learning rate may change at any time and must be finite', () => {
    const optimizer = sgd({ learningRate: 0.5 });
    optimizer.learningRate = 0.25;
    expect(optimizer.learningRate).toBe(0.25);
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow('learningRate must be a finite number, got NaN');
    expect(() => adam({ beta1: 1 })).toThrow(
      'beta1 must be a number from 0 up to, but not including, 1; got 1',
    );
  });
});
