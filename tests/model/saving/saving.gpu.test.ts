import { describe, expect, test } from 'vitest';
import * as gl from '../../../src/index.ts';
import { randomFrom, randomUniform } from '../../reference/random.ts';
import { testSeed } from '../../support/check-op.ts';
import { dataFor } from '../../support/keras-model.ts';
import { weightsOf } from '../../support/sgd-step.ts';

const { layers } = gl;
const random = randomFrom(testSeed());
const ROWS = 40;
const x = dataFor(randomUniform(random, [ROWS, 6]));
const y = dataFor(randomUniform(random, [ROWS, 1]));

/** Everything that a training remembers: dropout, moving averages, two vectors of the optimizer, a schedule. */
function makeModel(): gl.Sequential {
  const model = gl.sequential([
    layers.dense({ units: 8, activation: 'relu', kernelRegularizer: 'l2', inputShape: [6] }),
    layers.batchNormalization(),
    layers.dropout(0.4),
    layers.dense({ units: 1, kernelInitializer: gl.initializers.heNormal({ seed: 3 }) }),
  ]);
  const learningRate = gl.optimizers.schedules.exponentialDecay({
    initialLearningRate: 0.01,
    decaySteps: 5,
    decayRate: 0.9,
  });
  model.compile({ optimizer: gl.optimizers.adam({ learningRate }), loss: 'mse', metrics: ['mae'] });
  return model;
}

const bits = async (model: Pick<gl.Model, 'getWeights'>): Promise<number[][]> =>
  (await weightsOf(model)).map(({ data }) => Array.from(new Int32Array(Float32Array.from(data).buffer)));

describe('a training that was interrupted goes on to the same bits', () => {
  test.each<[what: string, optimizer: () => gl.optimizers.Optimizer | null]>([
    ['Adam with a schedule', () => null],
    ['SGD with momentum', () => gl.optimizers.sgd({ learningRate: 0.05, momentum: 0.9, clipNorm: 1 })],
    [
      'Nadam with averages and accumulation',
      () => gl.optimizers.nadam({ useEma: true, emaOverwriteFrequency: 3, gradientAccumulationSteps: 2 }),
    ],
  ])('%s', async (_, optimizer) => {
    await gl.init({ seed: 5 });
    const model = makeModel();
    const own = optimizer();
    if (own) model.compile({ optimizer: own, loss: 'mse', metrics: ['mae'] });
    let half: Blob | null = null;
    const onEpochEnd = async (epoch: number) => {
      if (epoch === 2) half = await model.toBlob({ includeOptimizer: true });
    };
    const options = { batchSize: 16, epochs: 5, validationSplit: 0.2 };
    const whole = await model.fit(x, y, { ...options, callbacks: [{ onEpochEnd }] });
    const resumed = await gl.loadModel(half as unknown as Blob);
    const rest = await resumed.fit(x, y, { ...options, initialEpoch: 3 });
    expect(rest.epoch).toEqual([3, 4]);
    expect(rest.history.loss).toEqual(whole.history.loss.slice(3));
    expect(rest.history.valMae).toEqual(whole.history.valMae.slice(3));
    expect(await bits(resumed)).toEqual(await bits(model));
    model.dispose();
    resumed.dispose();
  });
});

describe('saved and loaded', () => {
  test('a model in IndexedDB predicts the same, and says what was saved there', async () => {
    const model = makeModel();
    await model.fit(x, y, { epochs: 1 });
    await model.save('indexeddb://first');
    const loaded = await gl.loadModel('indexeddb://first');
    expect(loaded).toBeInstanceOf(gl.Sequential);
    expect(await (loaded as gl.Sequential).predict(x).then((p) => p.data())).toEqual(
      await (await model.predict(x)).data(),
    );
    // Compiled as it was.
    expect(await loaded.evaluate(x, y)).toEqual(await model.evaluate(x, y));
    await expect(gl.loadModel('indexeddb://second')).rejects.toThrow(
      /^loadModel: nothing was saved as 'second' here\. Saved: .*\bfirst\b/,
    );
    model.dispose();
    loaded.dispose();
  });

  test('a functional model with shared layers, two outputs and frozen weights', async () => {
    const [a, b] = [gl.input({ shape: [3], name: 'a' }), gl.input({ shape: [3], name: 'b' })];
    const shared = layers.dense({ units: 4, activation: 'tanh', name: 'shared' });
    shared.trainable = false;
    const joined = layers.concatenate().apply([shared.apply(a), shared.apply(b)]);
    const outputs = [
      layers.dense({ units: 1, name: 'price' }).apply(joined),
      layers.dense({ units: 2, name: 'kind', activation: 'softmax' }).apply(joined),
    ];
    const model = gl.model({ inputs: [a, b], outputs, name: 'twins' });
    model.compile({
      optimizer: gl.optimizers.rmsprop({ learningRate: 0.02, momentum: 0.5 }),
      loss: { price: gl.losses.huber({ delta: 2 }), kind: 'sparseCategoricalCrossentropy' },
      lossWeights: { price: 2, kind: 1 },
      metrics: { price: ['mae'], kind: ['accuracy'] },
    });
    const rows = 8;
    const left = dataFor(randomUniform(random, [rows, 3]));
    const right = dataFor(randomUniform(random, [rows, 3]));
    const labels = [dataFor(randomUniform(random, [rows, 1])), new Int32Array(rows).map((_, i) => i % 2)];
    await model.fit([left, right], labels, { epochs: 2, batchSize: 4 });
    const loaded = await gl.loadModel(new Uint8Array(await (await model.toBlob()).arrayBuffer()));
    expect(loaded.name).toBe('twins');
    expect(loaded.getLayer('shared').trainable).toBe(false);
    expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    expect(await bits(loaded)).toEqual(await bits(model));
    expect(await loaded.evaluate({ a: left, b: right }, labels)).toEqual(
      await model.evaluate([left, right], labels),
    );
    expect(loaded.toJSON()).toEqual(model.toJSON());
    model.dispose();
    loaded.dispose();
  });

  test('the topology alone gives a model with new weights', () => {
    const model = makeModel();
    const again = gl.modelFromJSON(JSON.parse(JSON.stringify(model)));
    expect(again.toJSON()).toEqual(model.toJSON());
    expect(again.countParams()).toBe(model.countParams());
    model.dispose();
    again.dispose();
  });

  test('weights alone go into a model of the same shape', async () => {
    const [from, to] = [makeModel(), makeModel()];
    await to.loadWeights(await from.toBlob());
    expect(await bits(to)).toEqual(await bits(from));
    const other = gl.sequential([layers.dense({ units: 2, inputShape: [6] })]);
    await expect(other.loadWeights(await from.toBlob())).rejects.toThrow(
      "model.loadWeights: the file has a weight 'batchNormalization/gamma' that the model has not",
    );
    for (const model of [from, to, other]) model.dispose();
  });

  test('layers of your own are loaded with their makers', async () => {
    class Scale extends gl.Layer {
      readonly kind = 'scale';
      override build([features]: readonly number[]) {
        this.addWeight({ name: 'factor', shape: [features], initializer: 'ones' });
      }
      call(input: gl.Tensor) {
        return input.mul(this.weights[0].value);
      }
    }
    const model = gl.sequential([new Scale({ inputShape: [6] }), layers.dense({ units: 1 })]);
    const file = await model.toBlob();
    await expect(gl.loadModel(file)).rejects.toThrow("unknown layer 'scale'");
    const loaded = await gl.loadModel(file, { customLayers: { scale: Scale } });
    expect(await bits(loaded)).toEqual(await bits(model));
    model.dispose();
    loaded.dispose();
  });

  test('a model while it is trained: all from the same moment', async () => {
    const rate = 2 ** -10;
    const model = gl.sequential([layers.dense({ units: 1, inputShape: [6] })]);
    // The slope of the bias is 1 in every step: the bias tells how many there were.
    const loss = (_: gl.Tensor, yPred: gl.Tensor) => yPred.mean(-1);
    model.compile({ optimizer: gl.optimizers.sgd({ learningRate: rate }), loss });
    await model.fit(x, y, { epochs: 1, batchSize: 8 });
    const running = model.fit(x, y, { epochs: 400, batchSize: 8 });
    const seen: number[] = [];
    for (let k = 0; k < 5; k++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const bytes = await (await model.toBlob({ includeOptimizer: true })).arrayBuffer();
      const { tensors } = gl.decodeSafetensors('test', new Uint8Array(bytes));
      const [iteration, bias] = ['optimizer:iteration', 'dense/bias'].map(
        (name) => tensors.get(name)?.data[0],
      );
      expect(bias).toBe(-rate * (iteration as number));
      seen.push(iteration as number);
    }
    await running;
    expect(seen[0]).toBeGreaterThan(0);
    model.dispose();
  });
});

describe('files that are refused', () => {
  /** A saved model whose parts somebody has changed. */
  async function tampered(change: (topology: Record<string, never>) => void): Promise<Uint8Array> {
    const model = gl.sequential([layers.dense({ units: 2, inputShape: [6] })]);
    const file = gl.decodeSafetensors('test', new Uint8Array(await (await model.toBlob()).arrayBuffer()));
    model.dispose();
    const topology = JSON.parse(file.metadata.topology);
    change(topology);
    return gl.encodeSafetensors({
      ...file,
      metadata: { ...file.metadata, topology: JSON.stringify(topology) },
    });
  }
  type Json = { [key: string]: Json } & Json[];

  test.each<[what: string, change: (topology: Json) => void, message: string]>([
    ['another version', (t) => Object.assign(t, { version: 2 }), 'version 2 is unknown'],
    ['no layers', (t) => Object.assign(t, { layers: null }), 'it lists no layers'],
    [
      'a layer of an unknown kind',
      (t) => Object.assign(t.layers[1], { className: 'magic' }),
      "unknown layer 'magic'",
    ],
    [
      'a call of no layer',
      (t) => Object.assign(t.calls[1], { layer: 'nobody' }),
      'names a layer or an input that is not there',
    ],
    [
      'a call that needs itself',
      (t) => Object.assign(t.calls[1], { inputs: [1] }),
      'names a layer or an input that is not there',
    ],
    [
      'an output that is not there',
      (t) => Object.assign(t, { outputs: 7 }),
      'an input or output is not there',
    ],
    [
      'weights of another size',
      (t) => Object.assign(t.layers[1].config, { units: 3 }),
      "weight 'dense/kernel' has shape [6, 3], in the file [6, 2]",
    ],
    [
      'weights larger than memory',
      (t) => Object.assign(t.layers[1].config, { units: 1e15 }),
      "weight 'dense/kernel' has shape [6, 1000000000000000]",
    ],
  ])('%s', async (_, change, message) => {
    const bytes = await tampered(change as never);
    await expect(gl.loadModel(bytes)).rejects.toThrow(message);
  });

  test('tensors without a model, and what is neither', async () => {
    const bytes = gl.encodeSafetensors({ metadata: {}, tensors: new Map() });
    await expect(gl.loadModel(bytes)).rejects.toThrow('the file holds tensors, but no model');
    await expect(gl.loadModel(new Uint8Array(100))).rejects.toThrow('the header is no JSON');
    await expect(gl.loadModel(7 as never)).rejects.toThrow("expected 'indexeddb://name', a URL");
    await expect(gl.loadModel([])).rejects.toThrow('expected at least one file');
    await expect(gl.loadModel('/nowhere/model.safetensors')).rejects.toThrow(gl.errors.FormatError);
  });

  test('what cannot be saved', async () => {
    const model = gl.sequential([
      layers.dense({ units: 1, inputShape: [6], activation: (value) => value.mul(2) }),
    ]);
    await expect(model.toBlob()).rejects.toThrow('dense');
    await expect(model.save('floppy://a')).rejects.toThrow();
    const fresh = makeModel();
    await expect(fresh.toBlob({ includeOptimizer: true })).rejects.toThrow(
      'has made no step. Call fit first',
    );
    model.dispose();
    fresh.dispose();
  });
});
