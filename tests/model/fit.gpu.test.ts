import { afterEach, describe, expect, test, vi } from 'vitest';
import * as gl from '../../src/index.ts';
import { memoryLimits } from '../../src/model/memory-limits.ts';

// y = 2a - b + 0.5, ten rows: small enough to follow by hand, and no multiple of the batch size.
const x = Array.from({ length: 10 }, (_, i) => [Math.sin(3 * i), Math.cos(5 * i)]);
const y = x.map(([a, b]) => 2 * a - b + 0.5);
const START = [[[0.3], [-0.2]], [0.1]];

async function regression(options: Partial<gl.CompileOptions> = {}): Promise<gl.Sequential> {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: gl.optimizers.sgd({ learningRate: 0.05 }), loss: 'mse', ...options });
  await model.setWeights(START);
  return model;
}

/** A learning rate of zero: every figure can be computed from the weights at the start. */
const frozen = { optimizer: gl.optimizers.sgd({ learningRate: 0 }) };
const squaredErrors = x.map(([a, b], i) => (0.3 * a - 0.2 * b + 0.1 - y[i]) ** 2);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

async function weightsOf(model: gl.Sequential): Promise<number[]> {
  const arrays = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return arrays.flatMap((array) => [...array]);
}

describe('bookkeeping', () => {
  test('the loss is the mean over samples, also with a shorter last batch', async () => {
    const model = await regression({ ...frozen, metrics: ['mae', 'rootMeanSquaredError', 'mae'] });
    const { history } = await model.fit(x, y, { batchSize: 4, epochs: 2 });
    expect(history.loss[1]).toBeCloseTo(mean(squaredErrors), 5);
    expect(history.mae[0]).toBeCloseTo(mean(squaredErrors.map(Math.sqrt)), 5);
    expect(history.mae_1).toEqual(history.mae);
    expect(history.rootMeanSquaredError[1]).toBeCloseTo(Math.sqrt(mean(squaredErrors)), 5);
    expect(history.root_mean_squared_error).toBe(history.rootMeanSquaredError);
  });

  test('validationSplit takes the last rows, whatever is shuffled', async () => {
    const model = await regression(frozen);
    const { history } = await model.fit(x, y, { batchSize: 3, epochs: 1, validationSplit: 0.3 });
    expect(history.loss[0]).toBeCloseTo(mean(squaredErrors.slice(0, 7)), 5);
    expect(history.valLoss[0]).toBeCloseTo(mean(squaredErrors.slice(7)), 5);
    expect(history.val_loss).toBe(history.valLoss);
  });

  test('sample and class weights multiply, and the sum is divided by the number of rows', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 2, activation: 'softmax', inputShape: [2] })]);
    model.compile({
      optimizer: gl.optimizers.sgd({ learningRate: 0 }),
      loss: 'sparse_categorical_crossentropy',
      weightedMetrics: ['accuracy'],
    });
    await model.setWeights([{ data: new Float32Array(4), shape: [2, 2] }, [0, 0]]);
    const labels = x.map((_, i) => i % 2);
    const sampleWeight = x.map((_, i) => i);
    const { history } = await model.fit(x, labels, { batchSize: 4, sampleWeight, classWeight: { 1: 3 } });
    const weights = x.map((_, i) => i * (i % 2 ? 3 : 1));
    expect(history.loss[0]).toBeCloseTo(Math.LN2 * mean(weights), 4);
    // All logits are equal, so class 0 is always the answer.
    const right = weights.filter((_, i) => i % 2 === 0).reduce((a, b) => a + b, 0);
    expect(history.accuracy[0]).toBeCloseTo(right / (10 * mean(weights)), 5);
  });

  test('initialEpoch counts on from there', async () => {
    const model = await regression();
    const { epoch, history, params } = await model.fit(x, y, { initialEpoch: 2, epochs: 5, batchSize: 4 });
    expect(epoch).toEqual([2, 3, 4]);
    expect(history.loss).toHaveLength(3);
    expect(params).toMatchObject({ epochs: 5, steps: 3 });
    expect((await model.fit(x, y, { initialEpoch: 5, epochs: 5 })).epoch).toEqual([]);
  });

  test('one fit of two epochs is two fits of one epoch', async () => {
    const [once, twice] = [await regression(), await regression()];
    const options = { batchSize: 4, shuffle: false };
    await once.fit(x, y, { ...options, epochs: 2 });
    await twice.fit(x, y, options);
    await twice.fit(x, y, options);
    expect(await weightsOf(twice)).toEqual(await weightsOf(once));
  });

  test('the same seed gives the same weights, another seed another order', async () => {
    const train = async (seed: number): Promise<number[]> => {
      await gl.init({ seed });
      const model = await regression();
      await model.fit(x, y, { batchSize: 4, epochs: 3 });
      return weightsOf(model);
    };
    const first = await train(1);
    expect(await train(1)).toEqual(first);
    expect(await train(2)).not.toEqual(first);
  });

  test('thousands of epochs of one step pass through the ring of figures', async () => {
    const model = await regression();
    const { history, epoch } = await model.fit(x, y, { batchSize: 10, epochs: 5000 });
    expect(epoch).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    expect(history.loss[0]).toBeCloseTo(mean(squaredErrors), 5);
    for (let i = 1; i < 100; i++) expect(history.loss[i]).toBeLessThan(history.loss[i - 1]);
    expect(history.loss[4999]).toBeLessThan(1e-6);
  });
});

describe('callbacks', () => {
  test('come in Keras order, with the figures of the epoch', async () => {
    const model = await regression({ metrics: ['mae'] });
    const seen: string[] = [];
    const { history } = await model.fit(x, y, {
      epochs: 2,
      batchSize: 4,
      validationSplit: 0.2,
      callbacks: [
        {
          onTrainBegin: () => void seen.push('train begin'),
          onEpochBegin: (epoch) => void seen.push(`begin ${epoch}`),
          onEpochEnd: (epoch, logs) => void seen.push(`end ${epoch} ${Object.keys(logs)}`),
          onTrainEnd: (logs) => void seen.push(`train end ${Number.isFinite(logs.loss)}`),
        },
      ],
    });
    const names = 'loss,mae,valLoss,valMae';
    expect(seen).toEqual([
      'train begin',
      'begin 0',
      `end 0 ${names}`,
      'begin 1',
      `end 1 ${names}`,
      'train end true',
    ]);
    expect(history.valMae).toHaveLength(2);
  });

  test('see progress up to the last step', async () => {
    const model = await regression();
    const seen: gl.Progress[] = [];
    await model.fit(x, y, {
      epochs: 3,
      batchSize: 4,
      callbacks: [{ onProgress: (progress) => seen.push(progress) }],
    });
    const last = seen[seen.length - 1];
    expect(last).toMatchObject({
      epoch: 2,
      epochs: 3,
      step: 3,
      stepsPerEpoch: 3,
      stepsDone: 9,
      stepsTotal: 9,
      secondsLeft: 0,
    });
    expect(last.logs.loss).toBe(last.history.loss[2]);
  });

  test('may evaluate and predict', async () => {
    const model = await regression();
    const losses: number[] = [];
    const onEpochEnd = async (): Promise<void> => {
      const { loss } = await model.evaluate(x, y);
      const predictions = await (await model.predict(x)).data();
      expect(loss).toBeCloseTo(mean(y.map((label, i) => (predictions[i] - label) ** 2)), 4);
      losses.push(loss);
    };
    await model.fit(x, y, { epochs: 3, batchSize: 4, callbacks: [{ onEpochEnd }] });
    expect(losses[2]).toBeLessThan(losses[0]);
  });

  test('a learning rate set in one counts from the next epoch on', async () => {
    const model = await regression();
    const onEpochEnd = (): void => {
      model.optimizer.learningRate = 0;
    };
    const { history } = await model.fit(x, y, { epochs: 4, batchSize: 10, callbacks: [{ onEpochEnd }] });
    expect(history.loss[1]).toBeLessThan(history.loss[0]);
    expect(history.loss[3]).toBe(history.loss[1]);
  });

  test('an error in one ends fit, and the model works on', async () => {
    const model = await regression();
    const onEpochEnd = (): void => {
      throw new Error('mine');
    };
    await expect(model.fit(x, y, { epochs: 4, callbacks: [{ onEpochEnd }] })).rejects.toThrow('mine');
    expect((await model.fit(x, y)).history.loss).toHaveLength(1);
  });
});

describe('stopping', () => {
  test('stopTraining at an epoch end', async () => {
    const model = await regression();
    const onEpochEnd = (epoch: number): void => {
      model.stopTraining = epoch === 1;
    };
    const { epoch } = await model.fit(x, y, { epochs: 100, batchSize: 4, callbacks: [{ onEpochEnd }] });
    expect(epoch).toEqual([0, 1]);
    expect((await model.fit(x, y, { epochs: 2 })).epoch).toEqual([0, 1]);
  });

  test('stopTraining in the middle closes the epoch', async () => {
    const model = await regression({ ...frozen });
    const many = { data: Float32Array.from({ length: 40_000 }, (_, i) => x[i % 10][0]), shape: [20_000, 2] };
    const labels = new Float32Array(20_000);
    let last: gl.Progress | null = null;
    const onProgress = (progress: gl.Progress): void => {
      model.stopTraining = true;
      last = progress;
    };
    const options = { epochs: 50, batchSize: 2, validationSplit: 0.01, callbacks: [{ onProgress }] };
    const { history } = await model.fit(many, labels, options);
    // The steps that were made, not those of whole epochs.
    expect(last).toMatchObject({ stepsPerEpoch: 9900, epoch: history.loss.length - 1 });
    const { step, stepsDone } = last as unknown as gl.Progress;
    expect(step).toBeLessThan(9900);
    expect(stepsDone).toBe((history.loss.length - 1) * 9900 + step);
    expect(history.loss.length).toBeLessThan(50);
    expect(history.valLoss).toHaveLength(history.loss.length);
    expect(history.loss.every(Number.isFinite)).toBe(true);
  });

  test('an AbortSignal rejects with its reason; the weights stay usable', async () => {
    const model = await regression();
    const controller = new AbortController();
    const onEpochEnd = (epoch: number): void => {
      if (epoch === 2) controller.abort(new Error('enough'));
    };
    const { signal } = controller;
    const fit = model.fit(x, y, { epochs: 1000, batchSize: 4, signal, callbacks: [{ onEpochEnd }] });
    await expect(fit).rejects.toThrow('enough');
    expect((await weightsOf(model)).every(Number.isFinite)).toBe(true);
    await expect(model.fit(x, y, { signal })).rejects.toThrow('enough');
    expect((await model.fit(x, y)).history.loss).toHaveLength(1);
  });

  test('a second fit at the same time is refused', async () => {
    const model = await regression();
    const first = model.fit(x, y, { epochs: 3 });
    await expect(model.fit(x, y)).rejects.toThrow('model.fit: model.fit is still running on this model');
    expect(() => model.compile({ loss: 'mse' })).toThrow('model.compile: model.fit is still running');
    expect(() => model.dispose()).toThrow('model.dispose: model.fit is still running');
    await first;
  });
});

describe('a loss that is not finite', () => {
  test('ends fit with advice, and the last good weights are back', async () => {
    const model = await regression({ optimizer: gl.optimizers.sgd({ learningRate: 1e30, momentum: 0.9 }) });
    const fit = model.fit(x, y, { epochs: 20, batchSize: 4, shuffle: false });
    await expect(fit).rejects.toThrow(
      'model.fit: the loss became NaN or infinite in epoch 1, step 2 (both counted from 1), with learning rate 1e+30.',
    );
    await expect(fit).rejects.toBeInstanceOf(gl.errors.NonFiniteLossError);
    expect(await weightsOf(model)).toEqual([...Float32Array.of(0.3, -0.2, 0.1)]);
    model.optimizer.learningRate = 0.01;
    const { history } = await model.fit(x, y, { epochs: 2, batchSize: 4 });
    expect(history.loss[1]).toBeLessThan(history.loss[0]);
  });

  test('is passed over when asked for', async () => {
    const model = await regression({ optimizer: gl.optimizers.sgd({ learningRate: 1e30 }) });
    const { history } = await model.fit(x, y, { epochs: 3, batchSize: 4, onNonFinite: 'continue' });
    expect(history.loss).toHaveLength(3);
    expect(history.loss[2]).toBeNaN();
  });
});

describe('data that is streamed', () => {
  const { residentBytes, windowBytes } = memoryLimits;
  afterEach(() => {
    Object.assign(memoryLimits, { residentBytes, windowBytes });
  });

  test('trains, validates and evaluates exactly as data on the GPU', async () => {
    const train = async (): Promise<unknown[]> => {
      await gl.init({ seed: 5 });
      const model = await regression({ metrics: ['mae'] });
      const options = {
        batchSize: 2,
        epochs: 3,
        validationSplit: 0.3,
        sampleWeight: y.map((_, i) => i / 10),
      };
      const { history } = await model.fit(x, y, options);
      return [await weightsOf(model), history, await model.evaluate(x, y, { batchSize: 4 })];
    };
    const resident = await train();
    // Windows of two batches; each row has two numbers of four bytes.
    Object.assign(memoryLimits, { residentBytes: 32, windowBytes: 32 });
    expect(await train()).toEqual(resident);
  });
});

test('one metric without a list, a batch size of validation, booleans for verbose', async () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => {});
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })]);
  model.compile({ loss: 'mse', metrics: 'mae', optimizer: gl.optimizers.sgd(0) });
  const data = [
    [[1], [2], [3]],
    [1, 1, 1],
  ] as const;
  const { history } = await model.fit(...data, {
    validationData: data,
    validationBatchSize: 2,
    verbose: false,
  });
  expect(info).not.toHaveBeenCalled();
  expect(history).toMatchObject({ mae: [1], valMae: [1] });
  expect(history.valLoss[0]).toBeCloseTo(5 / 3, 6);
  await model.fit(...data, { verbose: true });
  expect(info).toHaveBeenCalledTimes(1);
  info.mockRestore();
});
