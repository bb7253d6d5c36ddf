import { describe, expect, it, test, vi } from 'vitest';
import * as gl from '../../src/index.ts';
import { Network } from '../../src/model/network.ts';
import { array, generate, type NdArray } from '../reference/array.ts';
import * as ops from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { dataFor } from '../support/keras-model.ts';
import { expectSgdStep, weightsOf } from '../support/sgd-step.ts';

const { layers } = gl;
const random = randomFrom(testSeed());
const uniform = (...shape: number[]) => randomUniform(random, shape, -2, 2);
const sum = (x: NdArray): number => ops.sum(x).data[0];

/** Five sentences of three words; 0 is no word. */
const words = array([[1, 2, 0], [3, 0, 0], [0, 0, 0], [2, 2, 1], [0, 3, 1]]); // biome-ignore format: a table
const mask = ops.cast(words, 'bool');
const spreadMask = ops.reshape(mask, [5, 3, 1]);
const embedding = (options: Partial<gl.layers.EmbeddingOptions> = {}) =>
  layers.embedding({ inputDim: 4, outputDim: 2, maskZero: true, inputShape: [3], ...options });

const run = (layer: gl.layers.Layer, x: NdArray, training = false) =>
  layer.apply(toTensor(x), { training, masks: [toTensor(mask).notEqual(0)] });

describe('layers that know of masks', () => {
  it('globalAveragePooling1d averages the steps that count', async () => {
    const x = uniform(5, 3, 2);
    const counts = ops.maximum(ops.sum(spreadMask, 1), 1);
    const expected = ops.div(ops.sum(ops.mul(x, spreadMask), 1), counts);
    expectClose(await fromTensor(run(layers.globalAveragePooling1d(), x)), expected, { tolerance: 1e-5 });
  });

  it('batchNormalization takes mean and variance of the steps that count', async () => {
    const x = uniform(5, 3, 2);
    const layer = layers.batchNormalization({ momentum: 0.5, inputShape: [3, 2] });
    const model = gl.sequential([layer]);
    await model.predict(dataFor(x));
    const total = sum(mask);
    const mean = ops.div(ops.sum(ops.mul(x, spreadMask), [0, 1]), total);
    const variance = ops.div(ops.sum(ops.mul(ops.square(ops.sub(x, mean)), spreadMask), [0, 1]), total);
    const expected = ops.div(ops.sub(x, mean), ops.sqrt(ops.add(variance, 1e-3)));
    expectClose(await fromTensor(run(layer, x, true)), expected, { tolerance: 2e-5, floor: 0.1 });
    const [, , movingMean, movingVariance] = await Promise.all(model.getWeights().map(fromTensor));
    expectClose(movingMean, ops.mul(mean, 0.5), { tolerance: 1e-5, floor: 0.1 });
    expectClose(movingVariance, ops.add(ops.mul(variance, 0.5), 0.5), { tolerance: 1e-5 });
    model.dispose();
  });

  test.each<[name: 'multiply' | 'maximum' | 'minimum', join: (values: number[]) => number]>([
    ['multiply', (values) => (values.length > 0 ? values.reduce((a, b) => a * b) : 0)],
    ['maximum', (values) => Math.max(...values)],
    ['minimum', (values) => Math.min(...values)],
  ])('%s passes over the masked steps of an input', async (name, join) => {
    const inputs = [uniform(5, 3, 2), uniform(5, 3, 2), uniform(5, 3, 2)];
    const masks = [mask, array([[1, 1, 0], [0, 1, 0], [0, 0, 0], [0, 1, 1], [1, 0, 0]]), null]; // biome-ignore format: short
    const run = (count: number) =>
      layers[name]().apply(
        inputs.slice(-count).map((input) => toTensor(input)),
        { masks: masks.slice(-count).map((each) => each && toTensor(each).notEqual(0)) },
      );
    const expected = (count: number): NdArray =>
      generate([5, 3, 2], ([row, step], i) => {
        const counting = inputs.slice(-count).filter((_, k) => {
          const each = masks.slice(-count)[k];
          return each?.data[3 * row + step] !== 0;
        });
        return join(counting.map(({ data }) => data[i]));
      });
    for (const count of [2, 3]) {
      expectClose(await fromTensor(run(count)), expected(count), { tolerance: 1e-5, floor: 0.1 });
    }
  });

  it('multiply gives 0 where all inputs are masked', async () => {
    const [a, b] = [uniform(5, 3, 2), uniform(5, 3, 2)];
    const masks = [toTensor(mask).notEqual(0), toTensor(mask).notEqual(0)];
    const output = layers.multiply().apply([toTensor(a), toTensor(b)], { masks });
    const expected = ops.mul(ops.mul(a, b), spreadMask);
    expectClose(await fromTensor(output), expected, { tolerance: 1e-5, floor: 0.1 });
  });

  it('softmax gives masked elements no share', async () => {
    const x = uniform(5, 3);
    const output = await fromTensor(run(layers.softmax(), x));
    const exps = ops.mul(ops.exp(x), mask);
    const totals = ops.sum(exps, 1, { keepDims: true });
    const some = ops.greater(totals, 0);
    // Where all are masked, as in Keras, nothing is left of the logits beside -1e9.
    const expected = ops.where(some, ops.div(exps, ops.where(some, totals, 1)), 1 / 3);
    expectClose(output, expected, { tolerance: 1e-5, floor: 1e-3 });
  });
});

describe('where masks go', () => {
  const other = array([[1, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]]); // biome-ignore format: a table
  type Build = (a: gl.SymbolicTensor, b: gl.SymbolicTensor, plain: gl.SymbolicTensor) => gl.SymbolicTensor;

  /** The mask of what is built on two embeddings and an input without a mask; null for none. */
  const maskOf = async (build: Build): Promise<NdArray | null> => {
    const inputs = [[3], [3], [3, 2]].map((shape) => gl.input({ shape }));
    const embed = (k: number) => embedding({ inputShape: undefined }).apply(inputs[k]);
    const network = new Network('test', inputs, [build(embed(0), embed(1), inputs[2])]);
    const iteration = gl.tensor(new Int32Array([0])).reshape([]);
    const xs = [words, other, uniform(5, 3, 2)].map((value) => toTensor(value));
    const [found] = network.run(xs, { training: true, iteration }).masks;
    expect(network.masked).toEqual([found !== null]);
    network.dispose();
    return found && fromTensor(found.cast('float32'));
  };
  const either = ops.logicalOr(mask, other);

  test.each<[name: string, build: Build, expected: NdArray | null]>([
    ['embedding', (a) => a, mask],
    ['dense', (a) => layers.dense({ units: 4 }).apply(a), mask],
    ['activation', (a) => layers.activation('relu').apply(a), mask],
    ['dropout', (a) => layers.dropout(0.5).apply(a), mask],
    ['batchNormalization', (a) => layers.batchNormalization().apply(a), mask],
    ['layerNormalization', (a) => layers.layerNormalization().apply(a), mask],
    ['pReLU', (a) => layers.pReLU().apply(a), mask],
    ['softmax', (a) => layers.softmax().apply(a), mask],
    ['globalAveragePooling1d', (a) => layers.globalAveragePooling1d().apply(a), null],
    ['add: where one counts', (a, b) => layers.add().apply([a, b]), either],
    ['add: all, beside an input without a mask', (a, _, c) => layers.add().apply([a, c]), null],
    ['concatenate features', (a, b) => layers.concatenate().apply([a, b]), either],
    ['concatenate steps', (a, b) => layers.concatenate({ axis: 1 }).apply([a, b]), ops.concat([mask, other], 1)],
    ['concatenate steps without a mask', (a, _, c) => layers.concatenate({ axis: 1 }).apply([a, c]), ops.concat([mask, ops.onesLike(mask)], 1)],
    ['dot', (a, b) => layers.dot({ axes: 2 }).apply([a, b]), null],
  ])('%s', async (_, build, expected) => {
    expect(await maskOf(build)).toEqual(expected);
  }); // biome-ignore format: a table

  it('a layer that knows nothing of masks says so once, and drops them', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(
      await maskOf((a) => layers.dense({ units: 1 }).apply(layers.flatten({ name: 'flat' }).apply(a))),
    ).toBe(null);
    const warnings = warn.mock.calls.map(([message]) => message);
    warn.mockRestore();
    expect(warnings).toEqual([
      "layers.flatten 'flat': its input has masked steps, which it does not know how to pass over. From here on all steps count.",
    ]);
  });
});

describe('losses and metrics over masked steps', () => {
  const labels = uniform(5, 3, 1);
  const predicted = (weights: readonly NdArray[], x: NdArray): NdArray => {
    const [table, kernel, bias] = weights;
    const vectors = ops.reshape(ops.gather(table, x), [-1, 2]);
    return ops.reshape(ops.add(ops.matmul(vectors, kernel), bias), [...x.shape, 1]);
  };
  const rowsOf = (x: NdArray, from: number, to: number): NdArray =>
    ops.slice(x, [from, ...x.shape.slice(1).map(() => 0)], [to - from, ...x.shape.slice(1)]);
  /** Keras: apply_mask. */
  const lossOf = (weights: readonly NdArray[], from = 0, to = 5, each?: NdArray): number => {
    const [x, y, m] = [words, labels, mask].map((all) => rowsOf(all, from, to));
    const errors = ops.mean(ops.square(ops.sub(predicted(weights, x), y)), -1);
    const share = ops.mul(m, m.data.length / (sum(m) + 1e-7));
    const factors = each ? ops.mul(share, ops.reshape(rowsOf(each, from, to), [-1, 1])) : share;
    return sum(ops.mul(errors, factors)) / m.data.length;
  };
  const make = (options: Partial<gl.CompileOptions> = {}) => {
    const model = gl.sequential([embedding(), layers.dense({ units: 1 })]);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0.5 }), loss: 'mse', ...options });
    return model;
  };

  it('training: the steps that count share the weight of all', async () => {
    const model = make();
    const fit = () => model.fit(dataFor(words), dataFor(labels), { batchSize: 5, epochs: 1 });
    await expectSgdStep(model, fit, (weights) => lossOf(weights), { learningRate: 0.5 });
    model.dispose();
  });

  it('evaluate, with a last batch that is not full, sample weights and metrics', async () => {
    const model = make({ metrics: ['mae', gl.metrics.r2Score()], weightedMetrics: ['mae'] });
    const sampleWeight = array([1, 2, 3, 0.5, 0]);
    const options = { batchSize: 2, sampleWeight: Float32Array.from(sampleWeight.data) };
    const logs = await model.evaluate(dataFor(words), dataFor(labels), options);
    const weights = await weightsOf(model);
    const batches = [[0, 2], [2, 4], [4, 5]]; // biome-ignore format: short
    const losses = batches.map(([from, to]) => (to - from) * lossOf(weights, from, to, sampleWeight));
    const distances = ops.abs(ops.reshape(ops.sub(predicted(weights, words), labels), [5, 3]));
    const weighted = ops.mul(mask, ops.reshape(sampleWeight, [5, 1]));
    const expected = {
      loss: losses.reduce((a, b) => a + b) / 5,
      mae: sum(ops.mul(distances, mask)) / sum(mask),
      mae_1: sum(ops.mul(distances, weighted)) / sum(weighted),
    };
    for (const [name, value] of Object.entries(expected)) expect(logs[name], name).toBeCloseTo(value, 4);
    model.dispose();
  });
});
