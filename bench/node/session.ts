import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release } from 'node:os';
import { join, relative } from 'node:path';
import { stderr, stdout, version } from 'node:process';
import { throughputChart } from '../chart.ts';
import type { Encoding } from '../encoding.ts';
import { type CompareOptions, compare } from '../measure.ts';
import { timing, type WorkloadResult } from '../report.ts';
import { tables } from '../tables.ts';

/** What is measured, where, and how that place is called. */
export interface SessionOptions extends Omit<CompareOptions, 'workload'> {
  /** Names of workloads/. */
  readonly workloads: readonly string[];
  readonly machine: Machine;
  /** Sizes of minimal apps, if somebody has measured them. */
  readonly bundles?: readonly { readonly title: string; readonly bytes: number }[];
  /** What the user typed. */
  readonly command: string;
  /** Where the results go. */
  readonly folder: string;
}

/** What the operating system does not know. */
export interface Machine {
  readonly adapter: string;
  /** Whose WebGPU it is, with the version. */
  readonly browser: string;
  /** Of the GPU, where it tells. */
  readonly driver?: string;
  /** Bytes a second. */
  readonly copyBandwidth: number | null;
  readonly encoding: Encoding | null;
}

/**
 * Measures workloads one after the other, prints their tables, and writes `<date>-<adapter>.json` and, with
 * several batch sizes of the MLP, a chart. The files are there after the first workload, and grow.
 *
 * @throws what `compare` throws
 */
export async function runSession(options: SessionOptions): Promise<void> {
  const { workloads, bundles = [], command, folder } = options;
  const started = Date.now();
  const before = loadavg()[0];
  const results: WorkloadResult[] = [];
  const machineNow = () => ({
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    system: `${platform()} ${release()}`,
    node: version,
    ...options.machine,
    load: { before, after: loadavg()[0] },
  });
  let files: string[] = [];
  for (const workload of workloads) {
    const result = await measure({ ...options, workload });
    if (!result) continue;
    results.push(result);
    stdout.write(`\n${tables(result, options.machine.copyBandwidth)}\n\n`);
    files = await save({ machine: machineNow(), bundles, results, command, folder });
  }
  const { cpu, cores, browser, adapter, encoding, load } = machineNow();
  stdout.write(`Machine: ${cpu}, ${cores} cores, ${browser}, ${adapter}\n`);
  stdout.write(`Load: ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after\n`);
  if (encoding) {
    const { microseconds, dispatches } = encoding;
    stdout.write(
      `gradloom encodes a dispatch in ${microseconds.toFixed(2)} µs (a step of the MLP, ${dispatches} dispatches)\n`,
    );
  }
  for (const { title, bytes } of bundles) {
    const size = `${title} ${(bytes / 1024).toFixed(1)} KB`;
    stdout.write(`A minimal app that trains the MLP, minified and gzipped: ${size}\n`);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const where = files.length > 0 ? `Written in ${seconds} s: ${files.join(', ')}` : 'Nothing was measured';
  stdout.write(`${where}\n`);
}

async function measure(options: CompareOptions): Promise<WorkloadResult | null> {
  const { workload } = options;
  let last: WorkloadResult | null = null;
  for await (const progress of compare(options)) {
    if (progress.stage === 'preparing') stderr.write(`${workload}: preparing ${progress.engine}\n`);
    if (progress.stage === 'skipped') {
      const { engine, reason } = progress;
      if (engine) stderr.write(`${workload}: ${engine} left out: ${reason}\n`);
      else stdout.write(`${workload} skipped: ${reason}; --all does it\n\n`);
    }
    if (progress.stage === 'done') last = progress.result;
  }
  return last;
}

interface Outcome extends Required<Pick<SessionOptions, 'machine' | 'bundles' | 'command' | 'folder'>> {
  readonly machine: Machine & { readonly cpu: string; readonly cores: number };
  readonly results: readonly WorkloadResult[];
}

/** @returns the files, as seen from the working directory */
async function save({ machine, bundles, results, command, folder }: Outcome): Promise<string[]> {
  const day = new Date().toISOString().slice(0, 10);
  const adapter = machine.adapter
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-');
  const path = join(folder, `${day}-${adapter}`);
  const workloads = results.map(({ measurements, ...workload }) => ({
    ...workload,
    measurements: measurements.map((measurement) => ({
      ...timing(measurement, measurements[0], workload.amount),
      ...measurement,
    })),
  }));
  await mkdir(folder, { recursive: true });
  const json = JSON.stringify({ date: day, command, machine, bundles, workloads }, null, 2);
  await writeFile(`${path}.json`, `${json}\n`);
  const { cpu, cores, browser } = machine;
  const caption = `${machine.adapter}, ${browser}, ${cores} cores of ${cpu} · ${command} · ${day} · bars: quartiles`;
  const chart = throughputChart(results, caption);
  if (chart) await writeFile(`${path}.svg`, chart);
  return [`${path}.json`, ...(chart ? [`${path}.svg`] : [])].map((file) => relative('.', file));
}
