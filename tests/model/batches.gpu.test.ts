import { describe, expect, test, vi } from 'vitest';
import * as gl from '../../src/index.ts';
import { memoryLimits } from '../../src/model/memory-limits.ts';
import { fromFlat, type NdArray } from '../reference/array.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, testSeed } from '../support/check-op.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';
import { dataFor } from '../support/keras-model.ts';
import { weightsOf } from '../support/sgd-step.ts';

const random = randomFrom(testSeed());
const ROWS = 22;
const BATCH = 8;
const x = randomUniform(random, [ROWS, 3]);
const y = randomUniform(random, [ROWS, 1]);
const weight = randomUniform(random, [ROWS], 0.5, 2);
const start = [
  randomUniform(random, [3, 4]),
  randomUniform(random, [4]),
  randomUniform(random, [4, 1]),
  randomUniform(random, [1]),
];

async function makeModel() {
  const model = gl.sequential([
    gl.layers.dense({ units: 4, activation: 'tanh', inputShape: [3] }),
    gl.layers.dense({ units: 1 }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'], weightedMetrics: ['mse'] });
  await model.setWeights(start.map(dataFor));
  return model;
}

const rows = ({ data, shape }: NdArray, begin: number, end: number): NdArray => {
  const size = data.length / shape[0];
  return fromFlat(data.slice(begin * size, end * size), [end - begin, ...shape.slice(1)]);
};
type Labelled = gl.LabelledData;
function batch(begin: number): Labelled {
  const end = Math.min(begin + BATCH, ROWS);
  return [dataFor(rows(x, begin, end)), dataFor(rows(y, begin, end)), dataFor(rows(weight, begin, end))];
}
function* batches(): Generator<Labelled> {
  for (let begin = 0; begin < ROWS; begin += BATCH) yield batch(begin);
}
async function* slowBatches(): AsyncGenerator<Labelled> {
  for (const one of batches()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    yield one;
  }
}
/** Forever the same batches, one after the other. */
function* endless(): Generator<Labelled> {
  for (;;) yield* batches();
}

async function expectSameWeights(a: gl.Model, b: gl.Model) {
  const [left, right] = [await weightsOf(a), await weightsOf(b)];
  for (const [k, values] of left.entries()) {
    expectClose(values, right[k], { tolerance: 1e-6, floor: 1, label: `weight ${k}` });
  }
  a.dispose();
  b.dispose();
}

describe('batches that somebody yields train as the arrays do that they were cut from', () => {
  const epochs = 3;
  test.each<[name: string, source: () => gl.Batches, options: gl.FitOptions]>([
    ['a function that makes generators', () => batches, {}],
    ['a function that makes asynchronous generators', () => slowBatches, {}],
    ['an object to iterate over', () => ({ [Symbol.iterator]: batches }), {}],
    ['one endless generator, with stepsPerEpoch', endless, { stepsPerEpoch: 3 }],
    ['a function, with stepsPerEpoch across its end', () => batches, { stepsPerEpoch: 3 }],
  ])('%s', async (_, source, options) => {
    const [byArrays, byBatches] = [await makeModel(), await makeModel()];
    const validationData = [dataFor(x), dataFor(y)] as const;
    const expected = await byArrays.fit(dataFor(x), dataFor(y), {
      epochs,
      batchSize: BATCH,
      shuffle: false,
      sampleWeight: dataFor(weight),
      validationData,
    });
    const actual = await byBatches.fit(source(), { epochs, validationData, ...options });
    for (const [name, figures] of Object.entries(expected.history)) {
      expect(actual.history[name].length).toBe(epochs);
      for (const [k, figure] of figures.entries()) expect(actual.history[name][k]).toBeCloseTo(figure, 5);
    }
    await expectSameWeights(byArrays, byBatches);
  });

  test('through a window that holds one batch', async () => {
    const [byArrays, byBatches] = [await makeModel(), await makeModel()];
    const { windowBytes } = memoryLimits;
    memoryLimits.windowBytes = 1;
    try {
      await byBatches.fit(batches, { epochs });
    } finally {
      memoryLimits.windowBytes = windowBytes;
    }
    const options = { epochs, batchSize: BATCH, shuffle: false, sampleWeight: dataFor(weight) };
    await byArrays.fit(dataFor(x), dataFor(y), options);
    await expectSameWeights(byArrays, byBatches);
  });

  test('validation and evaluation over batches', async () => {
    const model = await makeModel();
    const whole = await model.evaluate(dataFor(x), dataFor(y), { sampleWeight: dataFor(weight) });
    const yielded = await model.evaluate(slowBatches());
    for (const [name, figure] of Object.entries(whole)) expect(yielded[name]).toBeCloseTo(figure, 5);
    const two = await model.evaluate(batches, { steps: 2 });
    const options = { sampleWeight: dataFor(rows(weight, 0, 16)) };
    const first16 = await model.evaluate(dataFor(rows(x, 0, 16)), dataFor(rows(y, 0, 16)), options);
    for (const [name, figure] of Object.entries(first16)) expect(two[name]).toBeCloseTo(figure, 5);
    const { history } = await model.fit(batches, { epochs: 2, validationData: batches });
    const after = await model.evaluate(batches);
    expect(history.valLoss.length).toBe(2);
    expect(history.valLoss[1]).toBeCloseTo(after.loss, 5);
    model.dispose();
  });

  test('prediction over batches: examples alone, in a list, or with labels', async () => {
    const model = await makeModel();
    const whole = await (await model.predict(dataFor(x))).array();
    const given = gl.tensor(Float32Array.from(x.data), x.shape);
    const tensors = function* (): Generator<gl.Tensor> {
      for (let row = 0; row < ROWS; row += 2) yield given.slice([row, 0], [2, 3]);
    };
    const lists = async function* (): AsyncGenerator<number[][]> {
      for (const examples of tensors()) yield (await examples.array()) as number[][];
    };
    const alone = { [Symbol.iterator]: () => [[dataFor(x)] as const].values() };
    for (const source of [batches, slowBatches(), tensors, lists, alone]) {
      const predictions = await model.predict(source);
      expect(predictions.shape).toEqual([ROWS, 1]);
      expect(await predictions.array()).toEqual(whole);
    }
    expect((await model.predict(endless(), { steps: 4 })).shape).toEqual([ROWS + BATCH, 1]);
    await expect(model.predict(batches, { steps: 0 })).rejects.toThrow(
      'the number of steps must be a positive',
    );
    await expect(model.predict(dataFor(x), { steps: 1 })).rejects.toThrow('steps goes with batches');
    await expect(model.predict([][Symbol.iterator]())).rejects.toThrow('model.predict: there are no batches');
    const wrong = [dataFor(x), dataFor(y)].values();
    await expect(model.predict(wrong)).rejects.toThrow('model.predict (batch 2): the model expects examples');
    model.dispose();
  });

  test('a generator that ends too early ends the training, with a warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const model = await makeModel();
    const { epoch } = await model.fit(batches(), { epochs: 3 });
    expect(epoch).toEqual([0]);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('the batches came to an end after 1 epochs'));
    warn.mockRestore();
    model.dispose();
  });

  test('an error of the source reaches fit, and the model stays usable', async () => {
    const model = await makeModel();
    const broken = function* (): Generator<Labelled> {
      yield batch(0);
      throw new Error('the disk is full');
    };
    await expect(model.fit(broken)).rejects.toThrow('the disk is full');
    await expect(model.fit(batches)).resolves.toBeDefined();
    model.dispose();
  });
});

describe('one batch at a time', () => {
  test('trainOnBatch makes the steps that fit makes', async () => {
    const [byFit, byBatch] = [await makeModel(), await makeModel()];
    const options = { epochs: 1, batchSize: BATCH, shuffle: false, sampleWeight: dataFor(weight) };
    await byFit.fit(dataFor(x), dataFor(y), options);
    let before: gl.Logs = {};
    let logs: gl.Logs = {};
    for (const [bx, by, sampleWeight] of batches()) {
      before = await byBatch.testOnBatch(bx, by, { sampleWeight });
      logs = await byBatch.trainOnBatch(bx, by, { sampleWeight });
    }
    expect(Object.keys(logs)).toEqual(['loss', 'mae', 'mse']);
    for (const [name, figure] of Object.entries(before)) expect(logs[name]).toBeCloseTo(figure, 5);
    const predictions = await byBatch.predictOnBatch(dataFor(x));
    expect(predictions.shape).toEqual([ROWS, 1]);
    await expectSameWeights(byFit, byBatch);
  });

  test('not while the model is trained', async () => {
    const model = await makeModel();
    const running = model.fit(batches, { epochs: 2 });
    const [bx, by] = batch(0);
    await expect(model.trainOnBatch(bx, by)).rejects.toThrow('model.fit is still running');
    await running;
    const step = model.trainOnBatch(bx, by);
    await expect(model.fit(batches)).rejects.toThrow('model.trainOnBatch is still running');
    await step;
    model.dispose();
  });

  test('a batch like one before makes nothing new on the GPU', async () => {
    const model = await makeModel();
    const [bx, by] = batch(0);
    await model.trainOnBatch(bx, by);
    const calls = await countGpuCalls(() => model.trainOnBatch(bx, by));
    expect(calls).toMatchObject({
      createBuffer: 0,
      createBindGroup: 0,
      createComputePipeline: 0,
      submit: 1,
      mapAsync: 1,
    });
    model.dispose();
  });
});

describe('what cannot be is refused', () => {
  test.each<[message: string, call: (model: gl.Sequential) => Promise<unknown>]>([
    ['batchSize does not go with batches', (model) => model.fit(batches, { batchSize: 8 })],
    ['stepsPerEpoch goes with batches', (model) => model.fit(dataFor(x), dataFor(y), { stepsPerEpoch: 2 })],
    ['steps goes with batches', (model) => model.evaluate(dataFor(x), dataFor(y), { steps: 2 })],
    ['there are no batches', (model) => model.fit([][Symbol.iterator]())],
    [
      '(batch 1): a batch must be [x, y] or [x, y, sampleWeight], got 1',
      (model) => model.fit(() => [1 as never]),
    ],
    [
      '(batch 2): x has 8 rows and y has 22',
      (model) => model.fit(() => [batch(0), [batch(0)[0], dataFor(y)]]),
    ],
    ['a batch has 8 rows, but the first had 6', (model) => model.fit(() => [batch(16), batch(0)])],
    ['the number of steps must be a positive integer', (model) => model.fit(batches, { stepsPerEpoch: 0 })],
  ])('%s', async (message, call) => {
    const model = await makeModel();
    await expect(call(model)).rejects.toThrow(message);
    model.dispose();
  });
});
