import { describe, expect, it, test } from 'vitest';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import { constrained } from '../reference/constraints.ts';
import { numericGradient } from '../reference/finite-differences.ts';
import * as ops from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { dataFor } from '../support/keras-model.ts';
import { expectSgdStep, weightsOf } from '../support/sgd-step.ts';

const { layers } = gl;
const random = randomFrom(testSeed());
const uniform = (...shape: number[]) => randomUniform(random, shape);
const learningRate = 0.5;
const [x, y] = [uniform(6, 4), uniform(6, 2)];
const hiddenOf = ([w, b]: readonly NdArray[], inputs = x): NdArray =>
  ops.tanh(ops.add(ops.matmul(inputs, w), b));
const outputOf = (weights: readonly NdArray[], inputs = x): NdArray =>
  ops.add(ops.matmul(hiddenOf(weights, inputs), weights[2]), weights[3]);
const mse = (weights: readonly NdArray[]): number =>
  ops.mean(ops.square(ops.sub(outputOf(weights), y))).data[0];

describe('constraints hold after every update', () => {
  /** Of the weights of the model below, in their order. */
  const constrain = ([w, b, w2, b2]: readonly NdArray[]): NdArray[] => [
    constrained('maxNorm', w, { maxValue: 0.5 }),
    b,
    constrained('unitNorm', w2, { axis: 1 }),
    constrained('nonNeg', b2),
  ];
  const stepOf = (weights: readonly NdArray[]): NdArray[] =>
    constrain(
      weights.map((weight, k) => {
        const slopes = numericGradient((...moved) => mse(moved), weights, k);
        return ops.sub(weight, ops.mul(slopes, learningRate));
      }),
    );
  const build = () => [
    layers.dense({
      units: 3,
      activation: 'tanh',
      kernelConstraint: gl.constraints.maxNorm({ maxValue: 0.5 }),
      inputShape: [4],
    }),
    layers.dense({
      units: 2,
      kernelConstraint: { name: 'unitNorm', config: { axis: 1 } },
      biasConstraint: 'nonNeg',
      biasInitializer: gl.initializers.constant({ value: 0.1 }),
    }),
  ];
  const expectWeights = (actual: readonly NdArray[], expected: readonly NdArray[]): void => {
    for (const [k, weight] of actual.entries()) {
      expectClose(weight, expected[k], { tolerance: 1e-4, floor: 0.1, label: `weight ${k}` });
    }
  };

  it('in fit', async () => {
    const model = gl.sequential(build());
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    let expected = await weightsOf(model);
    for (let step = 0; step < 4; step++) expected = stepOf(expected);
    await model.fit(dataFor(x), dataFor(y), { epochs: 4, batchSize: 6 });
    const trained = await weightsOf(model);
    expectWeights(trained, expected);
    expect(Math.min(...trained[3].data)).toBeGreaterThanOrEqual(0);
    model.dispose();
  });

  it('in loops of your own', async () => {
    const [first, second] = build();
    const optimizer = gl.optimizers.sgd({ learningRate });
    const forward = () => second.apply(first.apply(toTensor(x)));
    await forward().data();
    const variables = [first, second].flatMap((layer) => layer.weights.map(({ value }) => value));
    const expected = stepOf(await Promise.all(variables.map(fromTensor)));
    await optimizer.minimize(() => forward().sub(toTensor(y)).square().mean(), variables).data();
    expectWeights(await Promise.all(variables.map(fromTensor)), expected);
  });

  test.each<[name: string, layer: gl.layers.Layer, shape: readonly number[], constrained: readonly string[]]>([
    ['conv2d', layers.conv2d({ filters: 2, kernelSize: 1, kernelConstraint: 'nonNeg', biasConstraint: 'nonNeg' }), [2, 2, 1], ['kernel', 'bias']],
    ['depthwiseConv2d', layers.depthwiseConv2d({ kernelSize: 1, depthwiseConstraint: 'nonNeg' }), [2, 2, 1], ['depthwiseKernel']],
    ['embedding', layers.embedding({ inputDim: 2, outputDim: 2, embeddingsConstraint: 'nonNeg' }), [2], ['embeddings']],
    ['batchNormalization', layers.batchNormalization({ gammaConstraint: 'nonNeg', betaConstraint: 'nonNeg' }), [2], ['gamma', 'beta']],
    ['pReLU', layers.pReLU({ alphaConstraint: 'nonNeg' }), [2], ['alpha']],
  ])('%s', async (_, layer, shape, names) => {
    const x = toTensor(uniform(2, ...shape));
    layer.apply(x);
    const found = layer.weights.filter(({ constraint }) => constraint).map(({ name }) => name);
    expect(found).toEqual(names);
    for (const { name, value } of layer.weights) {
      if (!names.includes(name)) continue;
      expect(await value.constraint?.(gl.tensor([-1, 2])).data()).toEqual(Float32Array.of(0, 2));
    }
  }); // biome-ignore format: a table
});

describe('activityRegularizer', () => {
  const build = () => {
    const model = gl.sequential([
      layers.dense({ units: 3, activation: 'tanh', activityRegularizer: 'l2', inputShape: [4] }),
      layers.dense({ units: 2, activityRegularizer: gl.regularizers.l1({ l1: 0.5 }) }),
    ]);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
    return model;
  };
  const total = (values: NdArray): number => ops.sum(values).data[0];
  /** Per example, as in Keras. */
  const penalty = (weights: readonly NdArray[], inputs = x): number =>
    (0.01 * total(ops.square(hiddenOf(weights, inputs))) + 0.5 * total(ops.abs(outputOf(weights, inputs)))) /
    inputs.shape[0];

  it('adds a penalty on the output to the loss', async () => {
    const model = build();
    const fit = () => model.fit(dataFor(x), dataFor(y), { epochs: 1, batchSize: 6 });
    await expectSgdStep(model, fit, (weights) => mse(weights) + penalty(weights), { learningRate });
    model.dispose();
  });

  it('counts no row that only fills the last batch up', async () => {
    const model = build();
    const { loss } = await model.evaluate(dataFor(x), dataFor(y), { batchSize: 4 });
    const weights = await weightsOf(model);
    const all = penalty(weights);
    expect(loss).toBeCloseTo(mse(weights) + all, 4);
    model.dispose();
  });
});

it('refuses an unknown constraint before anything is computed', () => {
  const model = gl.sequential([layers.dense({ units: 1, kernelConstraint: 'maxNrm', inputShape: [2] })]);
  expect(() => model.countParams()).toThrow(
    "layers.dense: unknown constraint 'maxNrm'. Did you mean 'maxNorm'?",
  );
});
