import { describe, expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import {
  evaluateReference,
  forward,
  gradientsReference,
  type Layer,
  type OptimizerConfig,
  trainReference,
  weightShapes,
} from '../reference/keras.ts';
import { randomFrom, randomIntegers, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed } from '../support/check-op.ts';
import { compileModel, dataFor, type Model } from '../support/keras-model.ts';
import { weightsOf } from '../support/sgd-step.ts';

// Mixed precision takes the WebGPU feature shader-f16, which SwiftShader, for one, does not have: there it must be
// refused. One half of these tests or the other runs on every adapter.
const adapter = await navigator.gpu.requestAdapter();
const isAvailable = adapter?.features.has('shader-f16') ?? false;

/** Numbers of half precision have 11 bits. */
const HALF_ULP = 2 ** -11;

const dense: Layer[] = [
  { type: 'dense', units: 24, activation: 'relu' },
  { type: 'dense', units: 16, activation: 'tanh' },
  { type: 'dense', units: 5, activation: 'softmax' },
];
const normalized: Layer[] = [
  { type: 'dense', units: 24, activation: 'relu' },
  { type: 'batchNormalization' },
  { type: 'dense', units: 5, activation: 'softmax' },
];
const convolutional: Layer[] = [
  { type: 'conv2d', filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' },
  { type: 'maxPooling2d' },
  { type: 'conv2d', filters: 8, kernelSize: 3 },
  { type: 'batchNormalization' },
  { type: 'activation', activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 5, activation: 'softmax' },
];
const networks: readonly [string, Layer[], number[]][] = [
  ['dense layers', dense, [20]],
  ['batch normalization', normalized, [20]],
  ['convolutions', convolutional, [8, 8, 4]],
];

function problem(layers: Layer[], inputShape: number[], rows: number) {
  const random = randomFrom(testSeed());
  const shapes = weightShapes(layers, inputShape);
  return {
    layers,
    weights: shapes.map((shape) =>
      shape.length > 1 ? randomUniform(random, shape, -0.4, 0.4) : randomUniform(random, shape, 0.2, 0.6),
    ),
    x: randomUniform(random, [rows, ...inputShape]),
    y: randomIntegers(random, [rows], 0, 5),
    loss: 'sparseCategoricalCrossentropy' as const,
    optimizer: { name: 'sgd', learningRate: 1 } as OptimizerConfig,
  };
}

const mixed = (options: ReturnType<typeof problem>): Promise<Model> =>
  compileModel({ ...options, dtypePolicy: 'mixed_float16' });

function variableOf(model: Model, name: string): gl.Variable {
  const found = model.optimizer.variables.find((variable) => variable.name === name);
  if (!found) throw new Error(`the optimizer has no ${name}`);
  return found;
}

const numberOf = async (model: Model, name: string): Promise<number> =>
  (await variableOf(model, name).data())[0];

const lengthOf = (parts: readonly NdArray[]): number =>
  Math.sqrt(parts.reduce((sum, { data }) => sum + data.reduce((own, value) => own + value * value, 0), 0));

const difference = (a: readonly NdArray[], b: readonly NdArray[]): NdArray[] =>
  a.map(({ data, shape }, k) => ({ shape, data: data.map((value, i) => value - b[k].data[i]) }));

if (isAvailable) {
  describe.each(networks)('%s against float64', (_name, layers, inputShape) => {
    const options = problem(layers, inputShape, 32);
    const [x, y] = [dataFor(options.x), dataFor(options.y)];

    test('predictions, loss and metric', async () => {
      const model = await mixed(options);
      const { output } = forward(layers, options.weights, options.x, { training: false });
      const prediction = await fromTensor(await model.predict(x));
      expectClose(prediction, output, { tolerance: 8 * HALF_ULP, floor: 0.2 });
      // Something was rounded.
      expect(expectClose(prediction, output, { tolerance: 1, floor: 0.2 })).toBeGreaterThan(1e-5);
      const logs = evaluateReference(options, options.weights, options);
      expect((await model.evaluate(x, y)).loss).toBeCloseTo(logs.loss, 2);
      model.dispose();
    });

    test('the gradient of every weight', async () => {
      const model = await mixed(options);
      const before = await weightsOf(model);
      await model.trainOnBatch(x, y);
      const trained = model.layers.flatMap((layer) => layer.weights.map(({ trainable }) => trainable));
      const ofTrained = (list: readonly NdArray[]): NdArray[] => list.filter((_, k) => trained[k]);
      const gradients = ofTrained(gradientsReference(options, options.weights, options).gradients);
      // With a learning rate of 1 a step is the gradient.
      const steps = ofTrained(difference(before, await weightsOf(model)));
      const error = lengthOf(difference(steps, gradients)) / lengthOf(gradients);
      // Rounding also decides a few times which of two equals won, and on which side of 0 a number is.
      expect(error).toBeLessThan(32 * HALF_ULP);
      model.dispose();
    });
  });

  test('50 steps end where float32 ends', async () => {
    const options = {
      ...problem(dense, [20], 64),
      optimizer: { name: 'adam', learningRate: 0.01 } as OptimizerConfig,
    };
    const [x, y] = [dataFor(options.x), dataFor(options.y)];
    const model = await mixed(options);
    const { history } = await model.fit(x, y, { epochs: 50, batchSize: 64, shuffle: false });
    const expected = trainReference({ ...options, epochs: 50, batchSize: 64 }).history.loss;
    expect(history.loss[0]).toBeCloseTo(expected[0], 2);
    expect(history.loss[49]).toBeLessThan(0.7 * history.loss[0]);
    expect(Math.abs(history.loss[49] / expected[49] - 1)).toBeLessThan(0.02);
    expect(await numberOf(model, 'goodSteps')).toBe(50);
    model.dispose();
  });

  test('a derivative that overflows: the step is skipped to the bit, and the scale halves', async () => {
    const options = { ...problem(normalized, [20], 32), optimizer: { name: 'adam' } as OptimizerConfig };
    const [x, y] = [dataFor(options.x), dataFor(options.y)];
    const model = await mixed(options);
    await model.trainOnBatch(x, y);
    const kept = (): Promise<NdArray[]> =>
      Promise.all([
        ...model.trainableWeights.map(fromTensor),
        ...model.optimizer.variables
          .filter(({ name }) => /momentum|velocity|iteration|learningRate/.test(name))
          .map(fromTensor),
      ]);
    variableOf(model, 'lossScale').assign(gl.tensor(2 ** 40));
    const before = await kept();
    expect(before.length).toBeGreaterThan(8);
    expect(Number.isFinite((await model.trainOnBatch(x, y)).loss)).toBe(true);
    expect(await kept()).toEqual(before);
    expect(await numberOf(model, 'lossScale')).toBe(2 ** 39);
    expect(await numberOf(model, 'skippedSteps')).toBe(1);
    expect(await numberOf(model, 'goodSteps')).toBe(0);
    // Half of it again and again, until a step is made.
    await model.fit(x, y, { epochs: 40, batchSize: 32 });
    expect(await numberOf(model, 'lossScale')).toBeLessThan(2 ** 39);
    expect(await kept()).not.toEqual(before);
    const steps = (await numberOf(model, 'iteration')) + (await numberOf(model, 'skippedSteps'));
    expect(steps).toBe(42);
    model.dispose();
  });

  test('after 2000 good steps the scale doubles', async () => {
    const options = problem(dense, [20], 32);
    const [x, y] = [dataFor(options.x), dataFor(options.y)];
    const model = await mixed(options);
    await model.trainOnBatch(x, y);
    variableOf(model, 'goodSteps').assign(gl.tensor(1998));
    await model.trainOnBatch(x, y);
    expect(await numberOf(model, 'lossScale')).toBe(2 ** 15);
    await model.trainOnBatch(x, y);
    expect(await numberOf(model, 'lossScale')).toBe(2 ** 16);
    expect(await numberOf(model, 'goodSteps')).toBe(0);
    model.dispose();
  });

  test('activations take about half the memory', async () => {
    const wide: Layer[] = [{ type: 'dense', units: 256, activation: 'relu' }, ...dense];
    const options = problem(wide, [64], 256);
    const model = await mixed(options);
    await model.fit(dataFor(options.x), dataFor(options.y), { batchSize: 256 });
    // The batch and the layers' outputs alone, without derivatives, take more in float32.
    expect((await model.memory()).activations).toBeLessThan(4 * 256 * (64 + 256 + 24 + 16));
    model.dispose();
  });

  test('a saved training goes on with its scale', async () => {
    const options = problem(dense, [20], 32);
    const [x, y] = [dataFor(options.x), dataFor(options.y)];
    const model = await mixed(options);
    await model.trainOnBatch(x, y);
    const loaded = (await gl.loadModel(await model.toBlob({ includeOptimizer: true }))) as Model;
    for (const each of [model, loaded]) await each.trainOnBatch(x, y);
    expect(await weightsOf(loaded)).toEqual(await weightsOf(model));
    expect(await numberOf(loaded, 'goodSteps')).toBe(2);
    for (const each of [model, loaded]) each.dispose();
  });

  test('indices are not rounded', async () => {
    const table = Float32Array.from({ length: 4100 }, (_, k) => (k === 4097 ? 3 : 0));
    const input = gl.input({ shape: [1] });
    const output = gl.layers.embedding({ inputDim: 4100, outputDim: 1 }).apply(input);
    const model = gl.model({ inputs: input, outputs: output });
    model.compile({ loss: 'meanSquaredError', dtypePolicy: 'mixed_float16' });
    await model.setWeights([{ data: table, shape: [4100, 1] }]);
    expect(await (await model.predict([[4097]])).data()).toEqual(Float32Array.of(3));
    model.dispose();
  });
} else {
  test('without shader-f16 every call refuses, and float32 works', async () => {
    const options = problem(dense, [20], 8);
    const [x, y] = [dataFor(options.x), dataFor(options.y)];
    const model = await mixed(options);
    const calls = {
      'model.fit': () => model.fit(x, y),
      'model.evaluate': () => model.evaluate(x, y),
      'model.predict': () => model.predict(x),
      'model.trainOnBatch': () => model.trainOnBatch(x, y),
    };
    for (const [name, call] of Object.entries(calls)) {
      const error = await call().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(gl.errors.DeviceLimitError);
      expect(String(error)).toMatch(
        new RegExp(
          `${name}: dtypePolicy 'mixed_float16' needs .*'shader-f16'.*Compile with dtypePolicy 'float32'`,
        ),
      );
    }
    const loaded = await gl.loadModel(await model.toBlob());
    await expect(loaded.fit(x, y)).rejects.toThrow("dtypePolicy 'mixed_float16'");
    model.compile({ loss: 'sparseCategoricalCrossentropy', dtypePolicy: 'float32' });
    await model.fit(x, y);
    for (const each of [model, loaded]) each.dispose();
  });
}
