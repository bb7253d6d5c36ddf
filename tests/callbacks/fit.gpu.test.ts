import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { countGpuCalls } from '../support/gpu-calls.ts';

const x = Array.from({ length: 12 }, (_, i) => [Math.sin(3 * i), Math.cos(5 * i)]);
const y = x.map(([a, b]) => 2 * a - b + 0.5);
const START = [[[0.3], [-0.2]], [0.1]];

async function regression(learningRate = 0.05): Promise<gl.Sequential> {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse', metrics: ['mae'] });
  await model.setWeights(START);
  return model;
}

async function weightsOf(model: { getWeights(): gl.Tensor[] }): Promise<number[]> {
  const arrays = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return arrays.flatMap((array) => [...array]);
}

/** Remembers the weights after every epoch. */
function recorder() {
  const weights: number[][] = [];
  let model: gl.TrainedModel;
  const callback: gl.Callback = {
    setModel: (trained) => {
      model = trained;
    },
    onEpochEnd: async () => void weights.push(await weightsOf(model)),
  };
  return { weights, callback };
}

test('hooks come in the order of Keras', async () => {
  const model = await regression();
  const seen: string[] = [];
  const note = (text: string) => void seen.push(text);
  const callback: gl.Callback = {
    setModel: (given) => note(`model ${given === model}`),
    onTrainBegin: () => note('train begin'),
    onEpochBegin: (epoch) => note(`epoch ${epoch} begin`),
    onBatchBegin: (batch) => note(`batch ${batch} begin`),
    onBatchEnd: (batch) => note(`batch ${batch} end`),
    onEpochEnd: (epoch) => note(`epoch ${epoch} end`),
    onTrainEnd: () => note('train end'),
  };
  await model.fit(x, y, { epochs: 2, batchSize: 5, validationSplit: 0.1, callbacks: callback });
  const batches = [0, 1].flatMap((batch) => [`batch ${batch} begin`, `batch ${batch} end`]);
  const epoch = (k: number) => [`epoch ${k} begin`, ...batches, `epoch ${k} end`];
  expect(seen).toEqual(['model true', 'train begin', ...epoch(0), ...epoch(1), 'train end']);
});

test.each([
  [4, 'batches of equal size'],
  [5, 'a shorter last batch'],
  [12, 'one batch'],
])('batch size %d, %s: logs.values() are the means over the epoch so far', async (batchSize) => {
  const model = await regression(0);
  const batches: gl.Logs[] = [];
  const { history } = await model.fit(x, y, {
    epochs: 2,
    batchSize,
    shuffle: false,
    callbacks: { onBatchEnd: async (_, logs) => void batches.push(await logs.values()) },
  });
  const errors = x.map(([a, b], i) => Math.abs(0.3 * a - 0.2 * b + 0.1 - y[i]));
  const steps = Math.ceil(12 / batchSize);
  expect(batches).toHaveLength(2 * steps);
  for (const [k, logs] of batches.entries()) {
    const part = errors.slice(0, ((k % steps) + 1) * batchSize);
    expect(Object.keys(logs)).toEqual(['loss', 'mae']);
    expect(logs.loss).toBeCloseTo(part.reduce((sum, e) => sum + e * e, 0) / part.length, 5);
    expect(logs.mae).toBeCloseTo(part.reduce((sum, e) => sum + e, 0) / part.length, 5);
  }
  expect(batches[steps - 1].loss).toBeCloseTo(history.loss[0], 6);
});

test('batch hooks change nothing, and read nothing unless they ask', async () => {
  const plain = await regression();
  await plain.fit(x, y, { epochs: 3, batchSize: 4, shuffle: false });
  const hooked = await regression();
  let batches = 0;
  const train = (callbacks: gl.Callback[]) =>
    hooked.fit(x, y, { epochs: 3, batchSize: 4, shuffle: false, callbacks });
  await train([{ onBatchBegin: () => {}, onBatchEnd: () => void batches++ }]);
  expect(batches).toBe(9);
  expect(await weightsOf(hooked)).toEqual(await weightsOf(plain));
  const without = await countGpuCalls(() => train([]));
  const withHook = await countGpuCalls(() => train([{ onBatchEnd: () => {} }]));
  const asking = await countGpuCalls(() =>
    train([{ onBatchEnd: async (_, logs) => void (await logs.values()) }]),
  );
  expect(withHook.mapAsync).toBeLessThanOrEqual(without.mapAsync + 1);
  expect(asking.mapAsync).toBeGreaterThanOrEqual(9);
  for (const calls of [without, withHook, asking]) {
    expect(calls).toMatchObject({ createBuffer: 0, createBindGroup: 0, createComputePipeline: 0 });
  }
});

test('a batch hook stops training after exactly that batch, and sets the rate of the next', async () => {
  const model = await regression();
  let trained: gl.TrainedModel;
  const twoSteps: gl.Callback = {
    setModel: (given) => {
      trained = given;
    },
    onBatchEnd: (batch) => {
      if (batch === 0) trained.optimizer.learningRate = 0.01;
      else trained.stopTraining = true;
    },
  };
  const options = { batchSize: 4, shuffle: false };
  const { epoch } = await model.fit(x, y, { ...options, epochs: 5, callbacks: twoSteps });
  expect(epoch).toEqual([0]);
  const byHand = await regression();
  await byHand.fit(x.slice(0, 4), y.slice(0, 4), options);
  byHand.optimizer.learningRate = 0.01;
  await byHand.fit(x.slice(4, 8), y.slice(4, 8), options);
  expect(await weightsOf(model)).toEqual(await weightsOf(byHand));
});

test('no epoch begins after a stop', async () => {
  const model = await regression();
  const seen: number[] = [];
  await model.fit(x, y, {
    epochs: 5,
    callbacks: [
      { onEpochBegin: (epoch) => void seen.push(epoch) },
      {
        onEpochEnd: () => {
          model.stopTraining = true;
        },
      },
    ],
  });
  expect(seen).toEqual([0]);
});

test('early stopping puts the best weights back without reading them', async () => {
  // The validation data prefers the start, so that the first epoch is the best.
  const validationData = [x, x.map(([a, b]) => 0.3 * a - 0.2 * b + 0.1)] as const;
  const options = { epochs: 50, batchSize: 12, shuffle: false, validationData };
  const model = await regression();
  const { weights, callback } = recorder();
  const stopping = gl.callbacks.earlyStopping({ monitor: 'val_loss', patience: 3, restoreBestWeights: true });
  const { epoch } = await model.fit(x, y, { ...options, callbacks: [callback, stopping] });
  expect(epoch).toEqual([0, 1, 2, 3]);
  expect(stopping).toMatchObject({ bestEpoch: 0, wait: 3, stoppedEpoch: 3 });
  expect(await weightsOf(model)).toEqual(weights[0]);
  expect(weights[3]).not.toEqual(weights[0]);

  const epochs = async (callbacks: gl.Callback[]) => {
    await model.setWeights(START);
    return countGpuCalls(() => model.fit(x, y, { ...options, epochs: 4, callbacks }));
  };
  const read = await epochs([{ onEpochEnd: () => {} }]);
  const restored = await epochs([stopping]);
  expect(restored.mapAsync).toBe(read.mapAsync);
  expect(await weightsOf(model)).toEqual(weights[0]);
});

test('best weights come back also when training was not stopped, and to a model that has moved on', async () => {
  const model = await regression(0.4);
  const { weights, callback } = recorder();
  const rates = gl.callbacks.learningRateScheduler((epoch) => (epoch < 3 ? 0.1 : -0.5));
  const stopping = gl.callbacks.earlyStopping({ monitor: 'loss', patience: 100, restoreBestWeights: true });
  const { history } = await model.fit(x, y, { epochs: 6, callbacks: [rates, callback, stopping] });
  const best = history.loss.indexOf(Math.min(...history.loss));
  expect(stopping.bestEpoch).toBe(best);
  expect(stopping.stoppedEpoch).toBe(0);
  expect(await weightsOf(model)).toEqual(weights[best]);
  expect(history.learningRate).toEqual([0.1, 0.1, 0.1, -0.5, -0.5, -0.5]);
  expect(history.learning_rate).toBe(history.learningRate);
});

test('the scheduled rate is the one that an epoch is trained with', async () => {
  const scheduled = await regression();
  const options = { batchSize: 4, shuffle: false };
  await scheduled.fit(x, y, {
    ...options,
    epochs: 3,
    callbacks: gl.callbacks.learningRateScheduler((epoch) => 0.1 / (epoch + 1)),
  });
  const byHand = await regression();
  for (let epoch = 0; epoch < 3; epoch++) {
    byHand.optimizer.learningRate = 0.1 / (epoch + 1);
    await byHand.fit(x, y, options);
  }
  expect(await weightsOf(scheduled)).toEqual(await weightsOf(byHand));
});

test('terminateOnNaN ends training in the epoch of the bad loss, and fit resolves', async () => {
  const model = await regression(1e20);
  const seen: gl.NonFiniteLoss[] = [];
  const { epoch, history } = await model.fit(x, y, {
    epochs: 20,
    batchSize: 4,
    callbacks: [gl.callbacks.terminateOnNaN(), { onNonFiniteLoss: (where) => void seen.push(where) }],
  });
  expect(seen).toHaveLength(1);
  expect(epoch).toEqual(Array.from({ length: seen[0].epoch + 1 }, (_, i) => i));
  expect(Number.isFinite(history.loss[seen[0].epoch])).toBe(false);
  expect(history.loss.slice(0, -1).every(Number.isFinite)).toBe(true);
});

test('what a callback adds to the logs is seen by those after it, and in the history', async () => {
  const model = await regression();
  const logger = gl.callbacks.csvLogger();
  const { history } = await model.fit(x, y, {
    epochs: 3,
    callbacks: [
      {
        onEpochEnd: (epoch, logs) => {
          if (epoch > 0) logs.myFigure = epoch;
        },
      },
      { onEpochEnd: (_, logs) => void Object.assign(logs, { twice: 2 * (logs.myFigure ?? 0) }) },
      logger,
    ],
  });
  expect(history.myFigure).toEqual([Number.NaN, 1, 2]);
  expect(history.twice).toEqual([0, 2, 4]);
  const [header, first] = logger.text.split('\n');
  expect(header).toBe('epoch,loss,mae,twice');
  expect(first).toBe(`0,${history.loss[0]},${history.mae[0]},0`);
});

test('a model that was saved at the best epoch goes on from there, bit for bit', async () => {
  const model = await regression();
  const { weights, callback } = recorder();
  const checkpoint = gl.callbacks.modelCheckpoint({
    filepath: 'indexeddb://checkpoint-{epoch}',
    monitor: 'loss',
    saveBestOnly: true,
  });
  const options = { batchSize: 4, shuffle: false };
  await model.fit(x, y, { ...options, epochs: 3, callbacks: [callback, checkpoint] });
  const loaded = await gl.loadModel('indexeddb://checkpoint-2');
  expect(await weightsOf(loaded)).toEqual(weights[1]);
  await loaded.fit(x, y, { ...options, initialEpoch: 2, epochs: 3 });
  expect(await weightsOf(loaded)).toEqual(weights[2]);
});

test('a page gets a bar', async () => {
  const model = await regression();
  const element = document.createElement('div');
  await model.fit(x, y, { epochs: 3, batchSize: 4, callbacks: gl.callbacks.progressBar({ element }) });
  expect(element.querySelector('progress')).toMatchObject({ value: 9, max: 9 });
  expect(element.textContent).toMatch(
    /Epoch 3\/3, step 3\/3, [\d.e+]+ ms\/step, 0 s left, loss \S+, mae \S+/,
  );
});

test('refusals', async () => {
  const model = await regression();
  const wrong = [() => {}] as unknown as gl.Callback[];
  await expect(model.fit(x, y, { callbacks: wrong })).rejects.toThrow('model.fit: callbacks must be objects');
  await expect(model.fit(x, y, { callbacks: gl.callbacks.earlyStopping() })).rejects.toThrow(
    'needs validation data',
  );
  await expect(
    model.fit(x, y, { callbacks: gl.callbacks.earlyStopping({ monitor: 'accuracy' }) }),
  ).rejects.toThrow("unknown monitor 'accuracy'. Known: loss, mae.");
  const learningRate = gl.optimizers.schedules.exponentialDecay({
    initialLearningRate: 0.1,
    decaySteps: 10,
    decayRate: 0.9,
  });
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate }), loss: 'mse' });
  const plateau = gl.callbacks.reduceLROnPlateau({ monitor: 'loss' });
  await expect(model.fit(x, y, { callbacks: plateau })).rejects.toThrow(
    "callbacks.reduceLROnPlateau: the optimizer's learning rate is not a number that could be changed",
  );
});

test('functional models and batches from an iterator have the same hooks', async () => {
  const input = gl.input({ shape: [2] });
  const output = gl.layers.dense({ units: 1 }).apply(input);
  const model = gl.model({ inputs: input, outputs: output as gl.SymbolicTensor });
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0 }), loss: 'mse' });
  function* batches() {
    for (let begin = 0; begin < 12; begin += 4)
      yield [x.slice(begin, begin + 4), y.slice(begin, begin + 4)] as const;
  }
  const seen: number[] = [];
  let text = '';
  const losses: number[] = [];
  const { history } = await model.fit(batches, {
    epochs: 2,
    callbacks: [
      {
        onBatchEnd: async (batch, logs) => {
          seen.push(batch);
          losses.push((await logs.values()).loss);
        },
      },
      gl.callbacks.earlyStopping({ monitor: 'loss', patience: 5, restoreBestWeights: true }),
      gl.callbacks.progressBar({ write: (part) => (text += part) }),
    ],
  });
  expect(seen).toEqual([0, 1, 2, 0, 1, 2]);
  expect(losses[2]).toBeCloseTo(history.loss[0], 6);
  expect(text).toContain('Epoch 2/2');
});
