import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Program } from '../../src/gpu/program.ts';
import { runtime } from '../../src/gpu/runtime.ts';
import * as gl from '../../src/index.ts';
import { printPlan } from '../../src/schedule/print.ts';
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
// A machine that is busy with other things would make fit's submits shorter: this clock is always the same.
let clock = 0;
const now = vi.spyOn(performance, 'now').mockImplementation(() => ++clock);
afterAll(() => {
  runtime.compile = compile;
  now.mockRestore();
});
const printed = (label: string): string => printPlan((compiled.get(label) as Program).plan);

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

test('linear regression, RMSprop, batch 12: one dispatch for 64 steps, and all of a submit', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: gl.optimizers.rmsprop({ learningRate: 0.01 }), loss: 'mse' });
  const train = (epochs: number) => timed(() => model.fit(points, labels, { epochs, batchSize: 12 }));
  await train(600);
  const short = await train(640);
  const long = await train(1000);

  expect(compiled.get('epoch of one step')?.isPersistent).toBe(true);
  expect(printed('epoch of one step')).toMatchInlineSnapshot(`
    "buffer 0: packed, 512 bytes
    buffer 1: activations, 256 bytes of workgroup memory
    persistent kernel of 3 phases
      rows-serial: sum + div + mul + add + sub + square
        <1 x 1 x 1> training/x[0, 48), weights[0, 16), weights[256, 272), training/y[0, 48) -> 0[0, 16), 0[256, 272), 1[0, 16), fit[0, 16)
      map: square + running_average + rmsprop_increment + sub
        <2 x 1 x 1> 0[0, 512), optimizer scalars[256, 272) -> optimizer state[0, 512), weights[0, 512)
      map: add + isFinite + logicalNot + less + logicalAnd + where + equal + update
        <1 x 1 x 1> 1[0, 16) -> optimizer scalars[0, 16), fit[512, 528), fit[768, 784), fit[1280, 5376)"
  `);
  // At the start and every 64 steps the weights are put aside, by a kernel between those of the steps.
  expect(short.dispatchWorkgroups).toBe(10 + 11);
  // The last 40 steps are 32 and 8.
  expect(long.dispatchWorkgroups).toBe(15 + 2 + 16);
  expect(long).toMatchObject(nothingMade);
  expect(long.writeBuffer).toBe(short.writeBuffer);
  expect(long.submit).toBe(1);
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
  expect(printed('training step')).toMatchInlineSnapshot(`
    "buffer 0: packed, 1067008 bytes
    buffer 1: activations, 205312 bytes
    map: gather + mul + add
      <98 x 1 x 1> training position[0, 16), training/order[0, 2560), training/x[0, 2007040) -> 1[0, 100352)
    matmul 32x784x300 in registers 16x32: matmul + add + relu
      <10 x 2 x 1> weights[940800, 942000), 1[0, 100352), weights[0, 940800) -> 1[100352, 138752)
    matmul 32x300x100 in registers 16x32: matmul + add + relu
      <4 x 2 x 1> weights[1062144, 1062544), 1[100352, 138752), weights[942080, 1062080) -> 1[138752, 151552)
    matmul 32x100x10 in registers 8x16: matmul + add
      <1 x 4 x 1> weights[1066752, 1066800), 1[138752, 151552), weights[1062656, 1066656) -> 1[151552, 152832)
    rows-serial: max + sum + gather + mul + add + equal + div + neg + where + min + sub + exp + notEqual + logicalOr + log + logicalAnd + cast
      <8 x 1 x 1> 1[151552, 152832), training position[0, 16), training/order[0, 2560), training/y[0, 2560) -> 1[152832, 154112), 1[154112, 154240), 1[154368, 154496)
    rows-serial: sum + neg + add + div + isFinite + logicalNot + less + logicalAnd + where
      <1 x 1 x 1> 1[154112, 154240), 1[154368, 154496) -> training position[0, 16), optimizer scalars[0, 16), training[256, 272), fit[512, 528), training[512, 528), training[0, 16)
    matmul 100x32x10 + column sums in registers 8x16: matmul
      <1 x 13 x 1> 1[138752, 151552), 1[152832, 154112) -> 0[1066752, 1066800), 0[1062656, 1066656)
    matmul 32x10x100 in registers 4x32: matmul + reluGradient
      <4 x 8 x 1> 1[138752, 151552), 1[152832, 154112), weights[1062656, 1066656) -> 1[154112, 166912)
    matmul 300x32x100 + column sums in registers 16x32: matmul
      <4 x 19 x 1> 1[100352, 138752), 1[154112, 166912) -> 0[1062144, 1062544), 0[942080, 1062080)
    matmul 32x100x300 in registers 16x32: matmul + reluGradient
      <10 x 2 x 1> 1[100352, 138752), 1[154112, 166912), weights[942080, 1062080) -> 1[166912, 205312)
    matmul 784x32x300 + column sums in registers 16x32: matmul
      <10 x 49 x 1> 1[0, 100352), 1[166912, 205312) -> 0[940800, 942000), 0[0, 940800)
    map: sgd_step
      <1042 x 1 x 1> 0[0, 1067008), optimizer scalars[256, 272) -> weights[0, 1067008)"
  `);
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

test('tensors on the GPU: one read and one submit, of evaluate two', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 3, activation: 'softmax', inputShape: [4] })]);
  model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
  const x = gl.randomNormal([8, 4], { seed: 1 });
  const y = gl.oneHot([0, 1, 2, 0, 1, 2, 0, 1], 3);
  const calls = async (run: () => Promise<unknown>) => {
    await run();
    await run();
    const { submit, mapAsync, createBuffer, createBindGroup } = await countGpuCalls(run);
    return { submit, mapAsync, createBuffer, createBindGroup };
  };
  const one = { submit: 1, mapAsync: 1, createBuffer: 0, createBindGroup: 0 };
  expect(await calls(() => model.trainOnBatch(x, y))).toEqual(one);
  expect(await calls(async () => model.predict(x))).toEqual(one);
  expect(await calls(() => model.fit(x, y, { batchSize: 8 }))).toEqual(one);
  expect(await calls(() => model.evaluate(x, y))).toEqual({ ...one, submit: 2 });
});

test('many rows of a small network: all of them at once', async () => {
  const model = gl.sequential([gl.layers.dense({ units: 1, inputShape: [2] })]);
  const x = gl.randomNormal([10_000, 2], { seed: 1 });
  await model.predict(x);
  const { submit, mapAsync, dispatchWorkgroups } = await countGpuCalls(() => model.predict(x));
  expect({ submit, mapAsync, dispatchWorkgroups }).toEqual({ submit: 1, mapAsync: 1, dispatchWorkgroups: 1 });
});
