import { expect, test } from 'vitest';
import type { Contestant } from '../../bench/contestant.ts';
import { Unsupported } from '../../bench/engine.ts';
import { type CompareOptions, type CompareProgress, compare } from '../../bench/measure.ts';
import { dataOf } from '../../bench/workloads/data.ts';
import {
  findWorkload,
  namesIn,
  type Training,
  tooLargeForSoftware,
  workloads,
} from '../../bench/workloads/index.ts';
import { noGpuCalls } from '../support/gpu-calls.ts';

interface Script {
  /** Milliseconds of a step. */
  readonly step: number;
  readonly stride?: number;
  readonly losses?: number[];
  /** Blocks after which it fails. */
  readonly endures?: number;
}

/** Contestants whose clock is a script; `log` has what was asked of them, in order. */
function scripted(scripts: Record<string, Script>) {
  const log: string[] = [];
  const open = async (engine: string): Promise<Contestant> => {
    if (!scripts[engine]) throw new Unsupported(`there is no ${engine} here`);
    const { step, stride = 1, losses = [2, 1], endures = Number.POSITIVE_INFINITY } = scripts[engine];
    let blocks = 0;
    return {
      about: { engine: `${engine} 1.0`, stride, adapter: { name: 'swiftshader', software: true } },
      check: async () => ({ values: losses, firstStep: 50 }),
      time: async (steps) => {
        if (blocks++ === endures) throw new Error('out of memory');
        log.push(`${engine} ${steps}`);
        return step * steps;
      },
      count: async (steps) => ({ calls: { ...noGpuCalls(), submit: 3 * steps }, gpuBytes: 1000 }),
      profile: async (steps) => [{ kernel: 'k', dispatches: 2 * steps, milliseconds: 5 * steps }],
      close: async () => void log.push(`${engine} closed`),
    };
  };
  return { log, open };
}

const options = { workload: 'mlp-32', rounds: 3, block: 100, slowestStep: 1000 };

async function all(request: CompareOptions): Promise<CompareProgress[]> {
  const told: CompareProgress[] = [];
  for await (const progress of compare(request)) told.push(progress);
  return told;
}

function resultOf(told: readonly CompareProgress[]) {
  const last = told[told.length - 1];
  if (last.stage !== 'done') throw new Error('there is no result');
  return last.result;
}

test('blocks fill the time in whole strides, and engines take turns that begin with another one each round', async () => {
  const { log, open } = scripted({ a: { step: 10 }, b: { step: 1, stride: 8 } });
  const told = await all({ ...options, engines: ['a', 'b'], open });
  expect(log.slice(-8)).toEqual([
    ...['a 10', 'b 104', 'b 104', 'a 10', 'a 10', 'b 104'],
    ...['a closed', 'b closed'],
  ]);
  expect(resultOf(told)).toEqual({
    name: 'mlp-32',
    group: 'mlp',
    title: 'Fashion-MNIST MLP: 784-300-100-10, SGD, batch 32',
    amount: { perStep: 32, unit: 'examples' },
    skipped: [],
    measurements: [
      { engine: 'a', title: 'a 1.0', blocks: [10, 10, 10], stepsPerBlock: 10 },
      { engine: 'b', title: 'b 1.0', blocks: [1, 1, 1], stepsPerBlock: 104 },
    ].map((one) => ({
      ...one,
      check: [2, 1],
      firstStep: 50,
      callsPerStep: { ...noGpuCalls(), submit: 3 },
      gpuBytes: 1000,
      kernels: [{ kernel: 'k', dispatches: 2, milliseconds: 5 }],
    })),
  });
});

test('who cannot do it, and who is too slow, is left out with the reason', async () => {
  const { log, open } = scripted({ a: { step: 1 }, slow: { step: 2500 } });
  const told = await all({ ...options, engines: ['missing', 'slow', 'a'], open });
  const result = resultOf(told);
  expect(result?.skipped).toEqual([
    { engine: 'missing', reason: 'there is no missing here' },
    { engine: 'slow', reason: 'one step takes 2.5 s' },
  ]);
  expect(result?.measurements.map(({ engine }) => engine)).toEqual(['a']);
  expect(log.slice(0, 2)).toEqual(['slow 1', 'slow closed']);
});

test('a workload that is too large for a software adapter is skipped unless all are wanted', async () => {
  const { open } = scripted({ a: { step: 1 } });
  const request = { ...options, workload: 'matmul-4096', engines: ['a'], open };
  const told = await all(request);
  expect(told.slice(1)).toEqual([
    { stage: 'skipped', engine: null, reason: '137 GFLOP a step are too many for a software adapter' },
    { stage: 'done', result: null },
  ]);
  expect(resultOf(await all({ ...request, all: true }))?.measurements).toHaveLength(1);
});

test('engines that compute different things end it, and everybody is closed', async () => {
  const { log, open } = scripted({ a: { step: 1 }, b: { step: 1, losses: [2, 1.1] } });
  await expect(all({ ...options, engines: ['a', 'b'], open })).rejects.toThrow('different things');
  expect(log.slice(-2)).toEqual(['a closed', 'b closed']);
});

test('when it shall keep going, who fails or computes something else is left out with the reason', async () => {
  const { log, open } = scripted({
    a: { step: 100 },
    never: { step: 100, endures: 0 },
    late: { step: 100, endures: 3 },
    other: { step: 100, losses: [2, 1.1] },
    b: { step: 100 },
  });
  const engines = ['a', 'never', 'late', 'other', 'b'];
  const result = resultOf(await all({ ...options, engines, open, keepGoing: true }));
  expect(result?.measurements.map(({ engine, blocks }) => [engine, blocks.length])).toEqual([
    ['a', 3],
    ['b', 3],
  ]);
  expect(result?.skipped).toEqual([
    { engine: 'never', reason: 'out of memory' },
    {
      engine: 'other',
      reason: expect.stringContaining('different things: a 1.0 has 2, 1; other 1.0 has 2, 1.1'),
    },
    { engine: 'late', reason: 'out of memory' },
  ]);
  for (const engine of engines) expect(log.filter((entry) => entry === `${engine} closed`)).toHaveLength(1);
});

test('a signal ends it between two blocks', async () => {
  const { log, open } = scripted({ a: { step: 1 } });
  const controller = new AbortController();
  const { signal } = controller;
  const told: CompareProgress[] = [];
  const run = async () => {
    for await (const progress of compare({ ...options, engines: ['a'], open, signal })) {
      told.push(progress);
      if (progress.stage === 'block') controller.abort();
    }
  };
  await expect(run()).rejects.toThrow('aborted');
  expect(told.filter(({ stage }) => stage === 'block')).toHaveLength(1);
  expect(log.slice(-1)).toEqual(['a closed']);
});

test('a group stands for its workloads, each of which is named once', () => {
  expect(namesIn(['linear', 'mlp-8', 'linear-1'])).toEqual(['linear-1', 'linear-12', 'mlp-8']);
  expect(() => namesIn(['gpt-9'])).toThrow("There is no workload 'gpt-9'. There are: linear-1, ");
  const names = workloads.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every model can be had in any batch size, on about as many examples', () => {
  const [wine, linear, mlp] = ['wine-512', 'linear-5', 'mlp-16384'].map(findWorkload) as Training[];
  expect([wine.name, wine.group, wine.batchSize, wine.batches]).toEqual(['wine-512', 'wine', 512, 2]);
  expect(wine.title).toMatch(/^Red wine: .*, batch 512$/);
  expect(wine.layers).toEqual((findWorkload('wine') as Training).layers);
  expect(dataOf(linear).x).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  expect(mlp.batches).toBe(1);
  expect(namesIn(['california-64'])).toEqual(['california-64']);
  for (const name of ['wine-0', 'wine--1', 'wine-1.5', 'matmul-65'])
    expect(() => findWorkload(name)).toThrow(name);
});

test('what a software adapter is spared', () => {
  expect(workloads.filter(tooLargeForSoftware).map(({ name }) => name)).toEqual([
    ...['mlp-8192', 'matmul-2048', 'matmul-4096'],
    ...['elementwise-16Mi', 'sum-16Mi', 'adam-16Mi'],
  ]);
});
