// One engine with one workload, for tools/bench.mjs: page.html?engine=gradloom&workload=mlp
import { countGpuCalls, type GpuCalls } from '../tests/support/gpu-calls.ts';
import { engines } from './engines/index.ts';
import { dataOf, findWorkload, initialWeightsOf } from './workloads.ts';

/** What the page offers to tools/bench.mjs. */
export interface BenchPage {
  readonly engine: string;
  readonly title: string;
  readonly stride: number;
  readonly batchSize: number;
  /** Vendor, architecture and description of the default adapter. */
  readonly adapter: string;
  losses(passes: number): Promise<number[]>;
  /** Milliseconds for so many steps. */
  time(steps: number): Promise<number>;
  count(steps: number): Promise<GpuCalls>;
}

declare global {
  interface Window {
    bench: Promise<BenchPage>;
  }
}

async function open(): Promise<BenchPage> {
  const query = new URLSearchParams(location.search);
  const workload = findWorkload(query.get('workload'));
  const { engine } = await engines[query.get('engine') ?? '']();
  const trainer = await engine.setup(workload, initialWeightsOf(workload), dataOf(workload));
  return {
    engine: engine.name,
    title: workload.title,
    stride: trainer.stride,
    batchSize: workload.batchSize,
    adapter: await adapterName(),
    losses: (passes) => trainer.losses(passes),
    async time(steps) {
      const start = performance.now();
      await trainer.steps(steps);
      return performance.now() - start;
    },
    count: (steps) => countGpuCalls(() => trainer.steps(steps)),
  };
}

async function adapterName(): Promise<string> {
  const info = (await navigator.gpu.requestAdapter())?.info;
  const words = [info?.vendor, info?.architecture, info?.device, info?.description].filter(Boolean);
  return [...new Set(words)].join(' ') || 'unknown adapter';
}

window.bench = open();
// Whoever awaits it gets the error.
window.bench.catch(() => {});
