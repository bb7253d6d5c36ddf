import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Program } from '../../src/gpu/program.ts';
import { runtime } from '../../src/gpu/runtime.ts';
import * as gl from '../../src/index.ts';
import { countGpuCalls, type GpuCalls } from '../support/gpu-calls.ts';

const points = Array.from({ length: 12 }, (_, i) => [i + 1]);
const labels = [5.0, 8.8, 9.6, 14.2, 18.8, 19.5, 21.4, 26.8, 28.9, 32.0, 33.8, 38.2];

/** The programs that were compiled, by name: what one run of each dispatches. */
const compiled = new Map<string, Program>();
const { compile } = runtime;
beforeAll(() => {
  runtime.compile = async (traced, label, options) => {
    const program = await compile.call(runtime, traced, label, options);
    compiled.set(label, program);
    return program;
  };
});
afterAll(() => {
  runtime.compile = compile;
});
const dispatches = (label: string): number => compiled.get(label)?.dispatches ?? Number.NaN;

/** What must not happen while steps run. */
const nothingMade = { createBuffer: 0, createBindGroup: 0, createComputePipeline: 0, createShaderModule: 0 };
/** Reads of progress: ten a second, and one at the end. */
const readsIn = (milliseconds: number): number => 2 + milliseconds / 100;

async function timed(run: () => Promise<unknown>): Promise<GpuCalls & { milliseconds: number }> {
  const start = performance.now();
  const calls = await countGpuCalls(run);
  return { ...calls, milliseconds: performance.now() - start };
}

test('linear regression, RMSprop, batch 12: four dispatches a step, 50 steps and more a submit', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: gl.optimizers.rmsprop({ learningRate: 0.01 }), loss: 'mse' });
  const train = (epochs: number) => timed(() => model.fit(points, labels, { epochs, batchSize: 12 }));
  await train(600);
  const short = await train(640);
  const long = await train(1000);

  expect(dispatches('epoch of one step')).toBe(4);
  // Every 64 steps, and at the start, the weights are put aside.
  const keep = dispatches('keep');
  expect(long.dispatchWorkgroups).toBe(1000 * 4 + (1 + Math.floor(1000 / 64)) * keep);
  expect(short.dispatchWorkgroups).toBe(640 * 4 + (1 + 640 / 64) * keep);
  expect(long).toMatchObject(nothingMade);
  expect(long.writeBuffer).toBe(short.writeBuffer);
  expect(long.submit).toBeLessThanOrEqual(1000 / 50);
  expect(long.mapAsync).toBeLessThanOrEqual(readsIn(long.milliseconds));
});

test('MLP 784-300-100-10, SGD, batch 32: twelve dispatches a step, ten steps and more a submit', async () => {
  const model = gl.sequential([
    gl.layers.dense({ units: 300, activation: 'relu', inputShape: [784] }),
    gl.layers.dense({ units: 100, activation: 'relu' }),
    gl.layers.dense({ units: 10, activation: 'softmax' }),
  ]);
  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const rows = 20 * 32;
  const x = { data: Float32Array.from({ length: rows * 784 }, (_, i) => Math.sin(i)), shape: [rows, 784] };
  const y = Int32Array.from({ length: rows }, (_, i) => i % 10);
  const train = (epochs: number) => timed(() => model.fit(x, y, { epochs, batchSize: 32 }));
  await train(1);
  const calls = await train(3);

  expect(dispatches('training step')).toBe(12);
  const perEpoch = dispatches('epoch begin') + dispatches('epoch end');
  const steps = 3 * 20;
  const rest = calls.dispatchWorkgroups - steps * 12 - 3 * perEpoch - dispatches('keep');
  const looks = rest / dispatches('running figures');
  expect(Number.isInteger(looks)).toBe(true);
  expect(looks).toBeLessThanOrEqual(calls.mapAsync);
  expect(calls).toMatchObject(nothingMade);
  expect(calls.submit).toBeLessThanOrEqual(steps / 10);
  expect(calls.mapAsync).toBeLessThanOrEqual(readsIn(calls.milliseconds));
});
