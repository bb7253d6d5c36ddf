import { describe, expect, test } from 'vitest';
import * as gl from '../../src/index.ts';
import { memoryLimits } from '../../src/model/memory-limits.ts';

/** relu([a, b] K + k) L + l with weights that are easy to follow. */
async function small(): Promise<gl.Sequential> {
  const model = gl.sequential([
    gl.layers.dense({ units: 2, activation: 'relu', inputShape: [2] }),
    gl.layers.dropout(0.5),
    gl.layers.dense({ units: 1 }),
  ]);
  await model.setWeights([
    [
      [1, -1],
      [2, 1],
    ],
    [0.5, 0],
    [[2], [3]],
    [-1],
  ]);
  return model;
}
const expected = ([a, b]: readonly number[]): number =>
  2 * Math.max(0, a + 2 * b + 0.5) + 3 * Math.max(0, b - a) - 1;
const rows = Array.from({ length: 70 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
const truth = rows.map(expected);

describe('predict', () => {
  test('gives one output per row, dropout off, without compile', async () => {
    const model = await small();
    const output = await model.predict(rows);
    expect(output.shape).toEqual([70, 1]);
    const values = await output.data();
    for (const [i, value] of truth.entries()) expect(values[i]).toBeCloseTo(value, 5);
  });

  test('takes tensors, typed arrays with a shape, and any number of rows', async () => {
    const model = await small();
    const flat = Float32Array.from(rows.flat());
    const whole = await (await model.predict(gl.tensor(rows))).data();
    expect(await (await model.predict({ data: flat, shape: [70, 2] })).data()).toEqual(whole);
    expect(await (await model.predict(gl.tensor(rows).mul(1))).data()).toEqual(whole);
    expect(await (await model.predict(rows.slice(0, 1))).array()).toEqual([[whole[0]]]);
  });

  test('keeps calls that run at the same time apart', async () => {
    const model = await small();
    await model.predict(rows.slice(0, 2));
    const both = await Promise.all([model.predict(rows.slice(0, 2)), model.predict(rows.slice(2, 4))]);
    const values = await Promise.all(both.map((output) => output.data()));
    for (const [i, value] of values.flatMap((part) => [...part]).entries())
      expect(value).toBeCloseTo(truth[i], 5);
  });

  test('works in windows when there are many rows', async () => {
    const { inferenceRows, smallBytes } = memoryLimits;
    const whole = await (await (await small()).predict(rows)).data();
    try {
      memoryLimits.inferenceRows = 1;
      memoryLimits.smallBytes = 0;
      expect(await (await (await small()).predict(rows, { batchSize: 16 })).data()).toEqual(whole);
    } finally {
      memoryLimits.inferenceRows = inferenceRows;
      memoryLimits.smallBytes = smallBytes;
    }
  });
});

describe('evaluate', () => {
  test('gives loss and metrics over all rows, whatever the batch size', async () => {
    const model = await small();
    model.compile({ loss: 'mse', metrics: ['mae', 'root_mean_squared_error'] });
    const labels = truth.map((value, i) => value + (i % 3));
    const mse = labels.reduce((sum, label, i) => sum + (label - truth[i]) ** 2, 0) / 70;
    for (const batchSize of [1, 16, 32, 1000]) {
      const logs = await model.evaluate(rows, labels, { batchSize });
      expect(Object.keys(logs)).toEqual(['loss', 'mae', 'rootMeanSquaredError']);
      expect(logs.loss).toBeCloseTo(mse, 4);
      expect(logs.rootMeanSquaredError).toBeCloseTo(Math.sqrt(mse), 4);
    }
  });

  test('weighs rows', async () => {
    const model = await small();
    model.compile({ loss: 'mse' });
    const labels = truth.map((value) => value + 1);
    const sampleWeight = truth.map((_, i) => (i < 35 ? 2 : 0));
    expect((await model.evaluate(rows, labels, { sampleWeight })).loss).toBeCloseTo(1, 5);
  });

  test('weighs classes, times rows, as arrays, as a batch and as batches', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 1, useBias: false, inputShape: [1] })]);
    model.compile({ loss: 'mse', metrics: ['mse'], weightedMetrics: ['mae'] });
    await model.setWeights([[[0]]]);
    const [x, y] = [
      [[1], [1], [1], [1]],
      [0, 1, 1, 2],
    ];
    const sampleWeight = [1, 1, 2, 3];
    const classWeight = { 1: 4, 2: 0.5 };
    // Squared errors 0, 1, 1, 4 with weights 1, 4, 8, 1.5: the loss is divided by the rows, the metric by the weights.
    const expected = { loss: 18 / 4, mse: 6 / 4, mae: (4 + 8 + 3) / 14.5 };
    const batches = () => [[x, y, sampleWeight] as const];
    for (const logs of [
      await model.evaluate(x, y, { sampleWeight, classWeight }),
      await model.testOnBatch(x, y, { sampleWeight, classWeight }),
      await model.evaluate(batches, { classWeight }),
    ]) {
      expect(Object.keys(logs)).toEqual(['loss', 'mse', 'mae']);
      expect(logs.loss).toBeCloseTo(expected.loss, 5);
      expect(logs.mse).toBeCloseTo(expected.mse, 5);
      expect(logs.mae).toBeCloseTo(expected.mae, 5);
    }
  });

  test('losses and metrics of your own see labels in the shape of the output', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 1, kernelInitializer: 'ones', inputShape: [1] })]);
    const distance = (a: gl.Tensor, b: gl.Tensor) => a.sub(b).abs();
    model.compile({ loss: (a, b) => a.sub(b).square(), metrics: [distance] });
    const x = [[1], [2], [3]];
    for (const y of [
      [2, 2, 5],
      [[2], [2], [5]],
    ]) {
      const { loss, distance: mean } = await model.evaluate(x, y);
      expect(loss).toBeCloseTo(5 / 3, 5);
      expect(mean).toBeCloseTo(1, 5);
    }
  });

  test('accuracy means what the shapes say', async () => {
    const x = [[0], [1], [2], [3]];
    const evaluate = async (units: number, loss: string, y: gl.Data): Promise<number> => {
      const model = gl.sequential([gl.layers.dense({ units, inputShape: [1] })]);
      model.compile({ loss, metrics: ['accuracy'] });
      // One unit: x - 1.4, so 2 and 3 exceed one half. Two units: x against 1.5.
      await model.setWeights(units === 1 ? [[[1]], [-1.4]] : [[[1, 0]], [0, 1.5]]);
      return (await model.evaluate(x, y)).accuracy;
    };
    expect(await evaluate(1, 'mse', [0, 0, 1, 0])).toBe(0.75);
    expect(await evaluate(2, 'sparse_categorical_crossentropy', [1, 1, 0, 1])).toBe(0.75);
    const oneHot = [
      [0, 1],
      [0, 1],
      [1, 0],
      [1, 0],
    ];
    expect(await evaluate(2, 'mse', oneHot)).toBe(1);
  });
});

describe('weights', () => {
  test('are read in Keras order and keep their values when the model moves on', async () => {
    const model = await small();
    const before = model.getWeights();
    expect(before.map(({ shape }) => shape)).toEqual([[2, 2], [2], [2, 1], [1]]);
    await model.setWeights(before.map((weight) => gl.zeros(weight.shape)));
    expect(await before[0].array()).toEqual([
      [1, -1],
      [2, 1],
    ]);
    expect(await model.getWeights()[0].array()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('of training are not changed by holding on to older ones', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.setWeights([[[1]], [0]]);
    const [kernel] = model.getWeights();
    await model.fit([[1], [2]], [5, 6], { epochs: 3 });
    expect(await kernel.array()).toEqual([[1]]);
    expect(await model.getWeights()[0].array()).not.toEqual([[1]]);
  });

  test('read in a callback are those of that epoch', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const kernels: gl.Tensor[] = [];
    const onEpochEnd = (): void => {
      kernels.push(model.getWeights()[0]);
    };
    await model.fit([[1], [2]], [5, 6], { epochs: 3, callbacks: [{ onEpochEnd }] });
    const values = await Promise.all(kernels.map((kernel) => kernel.data()));
    expect(new Set(values.map(([value]) => value)).size).toBe(3);
    expect(await model.getWeights()[0].data()).toEqual(values[2]);
  });

  test('need no waiting between setWeights and what uses them', async () => {
    const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
    model.setWeights([[[7]], [1]]);
    expect(await (await model.predict([[1], [2]])).array()).toEqual([[8], [15]]);
  });

  test('follow from the seed', async () => {
    const weights = async (seed: number): Promise<unknown> => {
      await gl.init({ seed });
      return gl
        .sequential([gl.layers.dense({ units: 3, inputShape: [2] })])
        .getWeights()[0]
        .array();
    };
    expect(await weights(3)).toEqual(await weights(3));
    expect(await weights(3)).not.toEqual(await weights(4));
  });
});

test('an out-of-memory error says which batch size would fit', async () => {
  const { runtime } = await import('../../src/gpu/runtime.ts');
  const { compile } = runtime;
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  const x = Array.from({ length: 8 }, (_, i) => [i]);
  try {
    runtime.compile = () => Promise.reject(new gl.errors.OutOfMemoryError('no room for 123 more bytes'));
    const fit = model.fit(x, x, { batchSize: 8 });
    await expect(fit).rejects.toThrow(
      'model.fit: the GPU has too little memory: with batch size 8 a step keeps about 96 bytes of activations. ' +
        'A batch size of 4 would fit. (no room for 123 more bytes)',
    );
    await expect(fit).rejects.toBeInstanceOf(gl.errors.OutOfMemoryError);
  } finally {
    runtime.compile = compile;
  }
  expect((await model.fit(x, x, { batchSize: 8 })).history.loss).toHaveLength(1);
});
