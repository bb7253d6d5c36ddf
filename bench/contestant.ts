import { countGpuCalls, type GpuCalls } from '../tests/support/gpu-calls.ts';
import { type AdapterDescription, describeAdapter } from './adapter.ts';
import type { Engine, Runner } from './engine.ts';
import { engines } from './engines/index.ts';
import { type GpuMemory, watchGpuMemory } from './gpu-memory.ts';
import { enableTimestamps, type KernelTime, profileGpu } from './gpu-profile.ts';
import { dataOf, initialWeightsOf, operandsOf } from './workloads/data.ts';
import { findWorkload } from './workloads/index.ts';
import { type Training, type Workload, withoutDropout } from './workloads/workload.ts';

/**
 * One engine with one workload, wherever it runs: in this realm (`openContestant`), or behind a tab, a frame or
 * a process, whose handle has this form. `compare` in measure.ts drives several.
 */
export interface Contestant {
  readonly about: About;
  /** What must agree among engines; to be called first, and once. Times and figures are those of plain JSON. */
  check(passes: number): Promise<Check>;
  /** Milliseconds for so many steps. */
  time(steps: number): Promise<number>;
  /** What one more block of so many steps, which is not timed, asks of WebGPU. */
  count(steps: number): Promise<Counts>;
  /** GPU time of each kernel over so many steps, which are not timed; null where timestamps are missing. */
  profile(steps: number): Promise<KernelTime[] | null>;
  close(): Promise<void>;
}

export interface About {
  /** As it appears in the tables, with the version. */
  readonly engine: string;
  /** Numbers of steps must be multiples of it. */
  readonly stride: number;
  readonly adapter: AdapterDescription | null;
}

export interface Check {
  /** Mean losses of the passes, or some elements of an operation's result. */
  readonly values: number[];
  /** Milliseconds from the beginning of the page (or process) to the first step's result. */
  readonly firstStep: number;
}

export interface Counts {
  /** In all; null where there is no WebGPU. */
  readonly calls: GpuCalls | null;
  /** Of WebGPU buffers, held after those steps. */
  readonly gpuBytes: number;
}

/** Sets an engine up in this realm. @throws Unsupported when the engine cannot do this workload here */
export async function openContestant(engineName: string, workloadName: string): Promise<Contestant> {
  const workload = findWorkload(workloadName);
  const load = engines[engineName];
  if (!load) {
    throw new Error(`There is no engine '${engineName}'. There are: ${Object.keys(engines).join(', ')}.`);
  }
  const memory = watchGpuMemory();
  enableTimestamps();
  const { engine } = await load();
  const runner = await setUp(engine, workload);
  const about = { engine: engine.name, stride: runner.stride, adapter: await describeAdapter() };
  return {
    about,
    async check(passes) {
      const found = await check({ engine, runner, workload, passes });
      await runner.tune?.();
      return found;
    },
    async time(steps) {
      const start = performance.now();
      await runner.steps(steps);
      return performance.now() - start;
    },
    count: (steps) => count(runner, steps, memory),
    profile: (steps) => profileGpu(() => runner.steps(steps)),
    async close() {
      runner.dispose();
    },
  };
}

function setUp(engine: Engine, workload: Workload): Promise<Runner> {
  return workload.kind === 'training'
    ? engine.train(workload, initialWeightsOf(workload), dataOf(workload))
    : engine.operate(workload, operandsOf(workload));
}

async function check(request: {
  engine: Engine;
  runner: Runner;
  workload: Workload;
  passes: number;
}): Promise<Check> {
  const { engine, runner, workload, passes } = request;
  let firstStep = 0;
  const onFirst = () => {
    firstStep = performance.now();
  };
  if (!hasDropout(workload)) return { values: await runner.check(passes, onFirst), firstStep };
  await runner.steps(runner.stride);
  onFirst();
  const twin = await setUp(engine, withoutDropout(workload));
  const values = await twin.check(passes, () => {});
  twin.dispose();
  return { values, firstStep };
}

const hasDropout = (workload: Workload): workload is Training =>
  workload.kind === 'training' && workload.layers.some(({ type }) => type === 'dropout');

async function count(runner: Runner, steps: number, memory: GpuMemory): Promise<Counts> {
  const run = () => runner.steps(steps);
  if (!('GPUDevice' in globalThis)) {
    await run();
    return { calls: null, gpuBytes: 0 };
  }
  return { calls: await countGpuCalls(run), gpuBytes: memory.bytes };
}
