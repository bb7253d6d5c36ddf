import { afterEach, expect, test, vi } from 'vitest';
import { openDevice } from '../../src/gpu/device.ts';
import * as gl from '../../src/index.ts';

afterEach(() => vi.restoreAllMocks());

const [batch, inputs, hidden, classes] = [32, 200, 64, 10];
const rows = 4 * batch;
const x = {
  data: Float32Array.from({ length: rows * inputs }, (_, i) => Math.sin(i)),
  shape: [rows, inputs],
};
const y = Int32Array.from({ length: rows }, (_, i) => i % classes);

function makeModel(): gl.Sequential {
  const model = gl.sequential([
    gl.layers.dense({ units: hidden, activation: 'relu', inputShape: [inputs] }),
    gl.layers.dense({ units: hidden, activation: 'relu' }),
    gl.layers.dense({ units: classes, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
  return model;
}

/** Bytes of float32 or int32 tensors that lie at multiples of 256 bytes. */
const bytes = (...sizes: number[]): number =>
  sizes.reduce((sum, size) => sum + 256 * Math.ceil((4 * size) / 256), 0);

const weights = bytes(inputs * hidden, hidden, hidden * hidden, hidden, hidden * classes, classes);

test('memory before and after fit, in parts', async () => {
  const model = makeModel();
  expect(await model.memory()).toEqual({
    weights,
    optimizer: 0,
    gradients: 0,
    activations: 0,
    data: 0,
    lastGood: 0,
    bookkeeping: 0,
    total: weights,
  });
  await model.fit(x, y, { epochs: 1, batchSize: batch });
  const report = await model.memory();
  const { optimizer, gradients, activations, data, lastGood, bookkeeping, total } = report;
  expect(report.weights).toBe(weights);
  // Two moments of every weight, and two numbers: the iteration and the learning rate.
  expect(optimizer).toBe(2 * weights + bytes(1, 1));
  expect(gradients).toBe(weights);
  expect(data).toBe(bytes(rows * inputs, rows, rows));
  // The iteration is put aside, too.
  expect(lastGood).toBe(weights + 2 * weights + bytes(1));
  expect(total).toBe(weights + optimizer + gradients + activations + data + lastGood + bookkeeping);
  model.dispose();
});

test('a step takes at most 1.3 times what it cannot do without', async () => {
  const model = makeModel();
  await model.fit(x, y, { epochs: 1, batchSize: batch });
  const report = await model.memory();
  // At the end of the backward pass: the batch, both hidden layers, and the derivative that arrives at the first.
  const needed = 4 * batch * (inputs + 2 * hidden + hidden);
  const [taken, least] = [report.activations, needed].map(
    (activations) => report.weights + report.optimizer + report.gradients + activations,
  );
  expect(taken).toBeLessThanOrEqual(1.3 * least);
  model.dispose();
});

test('a second model works in the memory that the first has left, and a larger one makes it grow', async () => {
  // Whatever ran in this page before had memory on another device.
  await gl.init({ device: (await openDevice({})).device });
  const made: string[] = [];
  const { createBuffer } = GPUDevice.prototype;
  vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
    made.push(descriptor.label ?? '');
    return createBuffer.call(this, descriptor);
  });
  const scratch = (): number => made.splice(0).filter((label) => label.startsWith('scratch')).length;
  const first = makeModel();
  await first.fit(x, y, { epochs: 1, batchSize: batch });
  scratch();
  const second = makeModel();
  await second.fit(x, y, { epochs: 1, batchSize: batch });
  expect(scratch()).toBe(0);
  const before = (await first.evaluate(x, y)).loss;
  await second.fit(x, y, { epochs: 1, batchSize: rows });
  expect(scratch()).toBeGreaterThan(0);
  // The first model's programs go on in the new memory.
  expect((await first.evaluate(x, y)).loss).toBe(before);
  const { history } = await first.fit(x, y, { epochs: 2, batchSize: batch });
  expect(history.loss[1]).toBeLessThan(history.loss[0]);
  first.dispose();
  second.dispose();
});

test('what other programs leave in shared memory does not get into a norm over all gradients', async () => {
  const start = makeModel().getWeights();
  const values = await Promise.all(
    start.map(async (weight) => ({ data: await weight.data(), shape: weight.shape })),
  );
  const trained = async (): Promise<gl.TypedArray[]> => {
    const model = makeModel();
    const optimizer = gl.optimizers.sgd({ learningRate: 0.1, globalClipNorm: 1e-3 });
    model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy' });
    await model.setWeights(values);
    await model.fit(x, y, { epochs: 2, batchSize: batch, shuffle: false });
    const weights = await Promise.all(model.getWeights().map((weight) => weight.data()));
    model.dispose();
    return weights;
  };
  const before = await trained();
  const rest = gl.variable(0);
  const large = gl.fill([256, 256], 1e3);
  gl.jit(() => rest.assign(large.matmul(large).matmul(large).sum()))();
  expect((await rest.data())[0]).toBeGreaterThan(1e18);
  expect(await trained()).toEqual(before);
});
