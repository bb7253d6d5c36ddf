import { afterEach, describe, expect, test } from 'vitest';
import { openContestant } from '../../bench/contestant.ts';
import { type Engine, type Runner, Unsupported } from '../../bench/engine.ts';
import { engines } from '../../bench/engines/index.ts';
import { dataOf, initialWeightsOf, operandsOf } from '../../bench/workloads/data.ts';
import { findWorkload, type Kernel, type Training } from '../../bench/workloads/index.ts';
import { type LayerSpec, withoutDropout } from '../../bench/workloads/workload.ts';

const names = Object.keys(engines);
const [first, ...others] = names;

function smaller(spec: LayerSpec): LayerSpec {
  return spec.type === 'dense' ? { ...spec, units: Math.min(spec.units, 15) } : spec;
}

/** The workloads of the benchmark with fewer inputs, units, rows and batches. */
const trainings = ['linear-12', 'california', 'mlp-8', 'cnn', 'wine'].map((name): Training => {
  const workload = withoutDropout(training(name));
  const linear = workload.group === 'linear';
  const inputShape = { cnn: [13, 12, 2], mlp: [40] }[workload.group] ?? workload.inputShape;
  return {
    ...workload,
    inputShape,
    layers: workload.layers.map(smaller),
    // A rate at which two passes show what the optimizer does.
    optimizer: { ...workload.optimizer, learningRate: 0.002 },
    batchSize: linear ? workload.batchSize : 12,
    batches: linear ? workload.batches : 2,
  };
});

function training(name: string): Training {
  const found = findWorkload(name);
  if (found.kind !== 'training') throw new Error(`${name} trains nothing`);
  return found;
}

const sizes = { m: 5, k: 9, n: 14, size: 1000 };
const operations = ['skinny-32x784x300', 'skinny-784x32x300-ta', 'skinny-32x300x784-tb']
  .concat(['elementwise-1Mi', 'sum-1Mi', 'adam-1Mi'])
  .flatMap((name): Kernel[] => {
    const found = findWorkload(name);
    return found.kind === 'kernel' ? [{ ...found, operation: { ...found.operation, ...sizes } }] : [];
  });

const open: Runner[] = [];
afterEach(() => {
  for (const runner of open.splice(0)) runner.dispose();
});

const engineOf = async (name: string): Promise<Engine> => (await engines[name]()).engine;

async function trained(name: string, workload: Training): Promise<number[]> {
  const engine = await engineOf(name);
  const runner = await engine.train(workload, initialWeightsOf(workload), dataOf(workload));
  open.push(runner);
  let told = 0;
  const losses = await runner.check(2, () => told++);
  expect(told).toBe(1);
  // Steps go on from there.
  await runner.steps(2 * workload.batches);
  return [...losses, ...(await runner.check(1, () => {}))];
}

async function operated(name: string, workload: Kernel): Promise<number[]> {
  const runner = await (await engineOf(name)).operate(workload, operandsOf(workload));
  open.push(runner);
  const before = await runner.check(2, () => {});
  await runner.steps(3);
  return [...before, ...(await runner.check(1, () => {}))];
}

function expectAgreement(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [k, value] of values.entries()) {
    expect(Math.abs(value - expected[k])).toBeLessThanOrEqual(1e-3 * Math.abs(expected[k]));
  }
}

// These two come first: at the end, after eight engines had worked in one page, Chrome had dropped WebGPU's instance.
test('gradloom makes whole passes, and the first step is known before the check is over', async () => {
  const { about, check, time, close } = await openContestant('gradloom', 'linear-1');
  expect(about.engine).toMatch(/^gradloom \d/);
  expect(about.stride).toBe(12);
  expect(about.adapter?.software).toBe(true);
  const before = performance.now();
  const { values, firstStep } = await check(2);
  expect(values).toHaveLength(2);
  expect(firstStep).toBeGreaterThan(before);
  expect(firstStep).toBeLessThan(performance.now());
  expect(await time(24)).toBeGreaterThan(0);
  await close();
});

test('as many dispatches are counted as are timed', async () => {
  const { check, count, profile, close } = await openContestant('jax-js-webgpu', 'linear-12');
  await check(1);
  const { calls, gpuBytes } = await count(5);
  const kernels = (await profile(5)) ?? [];
  expect(calls?.dispatchWorkgroups).toBeGreaterThan(0);
  expect(calls?.writeBufferBytes).toBe(0);
  expect(kernels.reduce((sum, { dispatches }) => sum + dispatches, 0)).toBe(calls?.dispatchWorkgroups);
  expect(gpuBytes).toBeGreaterThan(0);
  await close();
});

describe.each(trainings)('$name', (workload) => {
  let expected: Promise<number[]> | undefined;
  test.each(others)(`%s trains as ${first} does`, async (name) => {
    expected ??= trained(first, workload);
    const losses = await trained(name, workload).catch((error) => {
      if (error instanceof Unsupported) return error;
      throw error;
    });
    if (losses instanceof Unsupported) {
      expect([name, workload.name]).toEqual(['tfjs-wasm', 'cnn']);
      expect(losses.message).toBe('the wasm backend has no gradient of convolutions');
      return;
    }
    expect(losses[1]).not.toBe(losses[0]);
    expectAgreement(losses, await expected);
  });
});

describe.each(operations)('$name', (workload) => {
  let expected: Promise<number[]> | undefined;
  test.each(others)(`%s gives what ${first} does`, async (name) => {
    expected ??= operated(first, workload);
    expectAgreement(await operated(name, workload), await expected);
  });
});

test.each(names)('%s trains with dropout, each time with another mask', async (name) => {
  const workload: Training = {
    ...training('california'),
    batches: 2,
    layers: [
      { type: 'dense', units: 15, activation: 'relu' },
      { type: 'dropout', rate: 0.3 },
      { type: 'dense', units: 1, activation: 'linear' },
    ],
    optimizer: { name: 'sgd', learningRate: 0 },
  };
  const [one, two] = await trained(name, workload);
  expect(Number.isFinite(one)).toBe(true);
  expect(two).not.toBe(one);
});
