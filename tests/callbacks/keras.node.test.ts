import { expect, test } from 'vitest';
import * as callbacks from '../../src/callbacks/index.ts';
import { camelCase } from '../../src/core/names.ts';
import { tensor } from '../../src/index.ts';
import type { Callback, TrainedModel } from '../../src/model/types.ts';
import golden from '../reference/golden/callbacks.data.json';

interface Case {
  readonly options: Readonly<Record<string, unknown>>;
  readonly values: readonly (number | string)[];
  readonly result: Readonly<Record<string, unknown>>;
}

/** As much of a model as the callbacks ask for; its weights are the number of the epoch. */
function fakeModel() {
  const model = {
    stopTraining: false,
    optimizer: { learningRate: 0.5 },
    weights: -1,
    getWeights: () => [tensor(model.weights)],
    setWeights: async ([value]: { host: ArrayLike<number> }[]) => {
      model.weights = value.host[0];
    },
  };
  return model;
}

/** What `fit` does with a callback, and what became of it; the twin of `run` in make-callback-golden.py. */
async function run(callback: Callback, monitor: string, values: readonly number[]) {
  const model = fakeModel();
  callback.setModel?.(model as unknown as TrainedModel);
  await callback.onTrainBegin?.();
  const rates: number[] = [];
  for (const [epoch, value] of values.entries()) {
    rates.push(model.optimizer.learningRate);
    model.weights = epoch;
    const logs: Record<string, number> = { loss: 0, [monitor]: value };
    await callback.onEpochEnd?.(epoch, logs);
    expect(logs.learningRate ?? rates[epoch]).toBe(rates[epoch]);
    if (model.stopTraining) break;
  }
  await callback.onTrainEnd?.({});
  return { epochs: rates.length, rates, weights: model.weights };
}

const optionsOf = ({ options }: Case) =>
  Object.fromEntries(
    Object.entries(options).flatMap(([key, value]) =>
      value === null ? [] : [[key === 'min_lr' ? 'minLR' : camelCase(key), value]],
    ),
  );

test.each(golden.earlyStopping as Case[])('early stopping: $options', async (given) => {
  const { values, result } = given;
  const callback = callbacks.earlyStopping(optionsOf(given));
  // A callback may serve several calls of fit.
  for (let round = 0; round < 2; round++) {
    const { epochs, weights } = await run(
      callback,
      camelCase(`${given.options.monitor}`),
      values.map(Number),
    );
    const { best, bestEpoch, wait, stoppedEpoch } = callback;
    expect({ epochs, weights, best, bestEpoch, wait, stoppedEpoch }).toEqual(
      Object.fromEntries(
        Object.entries(result).map(([key, value]) => [key, value === 'NaN' ? Number.NaN : value]),
      ),
    );
  }
});

test.each(golden.reduceLROnPlateau as Case[])('reduce on plateau: $options', async (given) => {
  const callback = callbacks.reduceLROnPlateau(optionsOf(given));
  const { rates } = await run(callback, camelCase(`${given.options.monitor}`), given.values.map(Number));
  const expected = given.result.rates as number[];
  expect(rates).toHaveLength(expected.length);
  for (const [epoch, rate] of expected.entries()) expect(rates[epoch] / rate).toBeCloseTo(1, 5);
});

test('the learning rate of an epoch is what the schedule says', async () => {
  const seen: [number, number][] = [];
  const callback = callbacks.learningRateScheduler((epoch, rate) => {
    seen.push([epoch, rate]);
    return epoch < 2 ? rate : rate / 2;
  });
  const model = fakeModel();
  callback.setModel?.(model as unknown as TrainedModel);
  const logged: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    await callback.onEpochBegin?.(epoch);
    const logs: Record<string, number> = {};
    await callback.onEpochEnd?.(epoch, logs);
    logged.push(logs.learningRate);
  }
  expect(seen).toEqual([
    [0, 0.5],
    [1, 0.5],
    [2, 0.5],
    [3, 0.25],
  ]);
  expect(logged).toEqual([0.5, 0.5, 0.25, 0.125]);
});

test('a table of the figures', async () => {
  const lines: string[] = [];
  const logger = callbacks.csvLogger({ separator: ';', write: (line) => void lines.push(line) });
  logger.onTrainBegin();
  await logger.onEpochEnd(0, { valLoss: 2, loss: 0.5 });
  await logger.onEpochEnd(1, { loss: 0.25 });
  expect(logger.text).toBe('epoch;loss;valLoss\n0;0.5;2\n1;0.25;NA\n');
  expect(lines.join('')).toBe(logger.text);
  logger.onTrainBegin();
  expect(logger.text).toBe('');
  const appended = callbacks.csvLogger({ append: true });
  for (let fit = 0; fit < 2; fit++) {
    appended.onTrainBegin();
    await appended.onEpochEnd(fit, { loss: fit });
  }
  expect(appended.text).toBe('epoch,loss\n0,0\n1,1\n');
});

test('checkpoints: every epoch, the best ones, every few batches', async () => {
  const saved = async (options: Partial<callbacks.ModelCheckpointOptions>) => {
    const moments: (number | null)[][] = [];
    const callback = callbacks.modelCheckpoint({
      save: ({ epoch, batch }) => void moments.push([epoch, batch]),
      ...options,
    });
    for (const [epoch, valLoss] of [3, 1, 2, 0.5].entries()) {
      await callback.onEpochBegin?.(epoch);
      for (let batch = 0; batch < 3; batch++) {
        await callback.onBatchEnd?.(batch, { values: async () => ({ loss: valLoss }) });
      }
      await callback.onEpochEnd?.(epoch, { loss: 0, valLoss });
    }
    return moments;
  };
  const end = (...epochs: number[]) => epochs.map((epoch) => [epoch, null]);
  expect(await saved({})).toEqual(end(0, 1, 2, 3));
  expect(await saved({ saveBestOnly: true })).toEqual(end(0, 1, 3));
  expect(await saved({ saveBestOnly: true, initialValueThreshold: 1 })).toEqual(end(3));
  expect(await saved({ saveBestOnly: true, mode: 'max' })).toEqual(end(0));
  expect(await saved({ saveFreq: 5 })).toEqual([
    [1, 1],
    [3, 0],
  ]);
  expect(await saved({ saveFreq: 2, saveBestOnly: true, monitor: 'loss' })).toEqual([
    [0, 1],
    [1, 0],
    [3, 0],
  ]);
});

test('checkpoints are named after the epoch and its figures', async () => {
  const saved: unknown[] = [];
  const model = { save: async (...values: unknown[]) => void saved.push(values) };
  const checkpoint = (options: callbacks.ModelCheckpointOptions) => {
    const callback = callbacks.modelCheckpoint(options);
    callback.setModel?.(model as unknown as TrainedModel);
    return callback;
  };
  const named = checkpoint({ filepath: 'file://a/{epoch:03d}-{val_loss:.2f}' });
  await named.onEpochEnd?.(6, { loss: 1, valLoss: 0.125 });
  const batches = checkpoint({ filepath: '{epoch}.{batch:2d}', saveFreq: 1, includeOptimizer: false });
  await batches.onEpochBegin?.(1);
  await batches.onBatchEnd?.(4, { values: async () => ({ loss: 1 }) });
  expect(saved).toEqual([
    ['file://a/007-0.13', { includeOptimizer: true }],
    ['2. 5', { includeOptimizer: false }],
  ]);
  const end = (filepath: string) => checkpoint({ filepath }).onEpochEnd?.(0, { loss: 1 });
  await expect(end('{valLoss}')).rejects.toThrow("unknown name in braces 'valLoss'");
  await expect(end('{loss:e}')).rejects.toThrow(
    "formats are like '02d' (digits) and '.3f' (decimals), got 'e'",
  );
});

test('a bar in a terminal: one line per epoch, redrawn', () => {
  let text = '';
  const bar = callbacks.progressBar({ write: (part) => (text += part) });
  const progress = { epochs: 2, stepsPerEpoch: 4, stepsTotal: 8, millisecondsPerStep: 2, history: {} };
  bar.onTrainBegin?.();
  bar.onProgress?.({
    ...progress,
    epoch: 0,
    step: 2,
    stepsDone: 2,
    secondsLeft: 3,
    logs: { loss: 0.123456 },
  });
  bar.onProgress?.({ ...progress, epoch: 1, step: 4, stepsDone: 8, secondsLeft: 0, logs: { loss: 0.1 } });
  bar.onTrainEnd?.({});
  const first = '━━━━━━━━━━────────── Epoch 1/2, step 2/4, 2.00 ms/step, 3 s left, loss 0.1235';
  const last = '━━━━━━━━━━━━━━━━━━━━ Epoch 2/2, step 4/4, 2.00 ms/step, 0 s left, loss 0.1000';
  expect(text).toBe(`\r${first}\r${first}\n\r${last}\r${last}\n`);
});

test.each<[() => unknown, string]>([
  [
    () => callbacks.earlyStopping({ patience: -1 }),
    'callbacks.earlyStopping: patience must be a whole number',
  ],
  [() => callbacks.earlyStopping({ startFromEpoch: 0.5 }), 'startFromEpoch must be a whole number'],
  [() => callbacks.earlyStopping({ minDelta: Number.NaN }), 'minDelta must be a finite number, got NaN'],
  [
    () => callbacks.earlyStopping({ mode: 'maximum' as 'max' }),
    "mode must be 'auto', 'min' or 'max', got maximum",
  ],
  [() => callbacks.earlyStopping({ monitor: 'valThing' }), "cannot be told from its name. Pass mode: 'max'"],
  [
    () => callbacks.earlyStopping({ patiense: 3 } as callbacks.EarlyStoppingOptions),
    "callbacks.earlyStopping: unknown option 'patiense'. Did you mean 'patience'?",
  ],
  [() => callbacks.reduceLROnPlateau({ minLr: 1 } as never), "Did you mean 'minLR'?"],
  [() => callbacks.modelCheckpoint({ path: 'a' } as never), "unknown option 'path'"],
  [() => callbacks.csvLogger({ separater: ';' } as never), "Did you mean 'separator'?"],
  [() => callbacks.reduceLROnPlateau({ factor: 1 }), 'factor must be below 1, got 1'],
  [
    () => callbacks.modelCheckpoint({} as callbacks.ModelCheckpointOptions),
    "expected filepath, such as 'indexeddb://best', or a function save; got neither",
  ],
  [
    () => callbacks.modelCheckpoint({ save: () => {}, saveFreq: 0 }),
    "saveFreq must be 'epoch' or a positive",
  ],
  [
    () => callbacks.learningRateScheduler(0.1 as never),
    'expected a function of epoch and learning rate, got 0.1',
  ],
  [
    () => callbacks.learningRateScheduler(() => Number.NaN).onEpochBegin?.(0),
    'not a number that could be changed',
  ],
  [() => callbacks.earlyStopping().onEpochEnd(0, { loss: 1 }), "monitor 'valLoss' needs validation data"],
  [
    () => callbacks.earlyStopping({ monitor: 'los', mode: 'min' }).onEpochEnd(0, { loss: 1 }),
    "unknown monitor 'los'. Did you mean 'loss'? Known: loss",
  ],
])('refusals %#', (make, message) => {
  expect(make).toThrow(message);
});

test.each([
  ['valLoss', 'min'],
  ['val_loss', 'min'],
  ['meanAbsoluteError', 'min'],
  ['valMse', 'min'],
  ['rootMeanSquaredError', 'min'],
  ['sparse_categorical_crossentropy', 'min'],
  ['klDivergence', 'min'],
  ['accuracy', 'max'],
  ['val_acc', 'max'],
  ['sparseTopKCategoricalAccuracy', 'max'],
  ['valAuc', 'max'],
  ['f1Score', 'max'],
  ['r2Score', 'max'],
  ['cosineSimilarity', 'max'],
  ['truePositives', 'max'],
  ['falseNegatives', 'min'],
  ['val_false_positives', 'min'],
  ['meanAbsolutePercentageError', 'min'],
  ['valMae', 'min'],
  ['f_beta_score', 'max'],
  ['meanIoU', 'max'],
  ['trueNegatives', 'max'],
  ['recallAtPrecision', 'max'],
])('%s is better when %s', (monitor, mode) => {
  const callback = callbacks.earlyStopping({ monitor });
  callback.onEpochEnd(0, { valOther: 0, [monitor]: 1 });
  callback.onEpochEnd(1, { valOther: 0, [monitor]: 2 });
  expect(callback.best).toBe(mode === 'max' ? 2 : 1);
});
