// The benchmark without a browser, as bench:pack puts it into a folder: run.sh starts this in Node.
import { dirname, join, resolve } from 'node:path';
import { argv, env, execPath, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { optionsHelp, readArguments, UsageError } from '../../tools/bench/arguments.mjs';
import { engines, namesIn, runSession, workloads } from '../index.ts';
import { type Driver, vulkanDrivers } from './drivers.ts';
import type { AdapterReport } from './messages.ts';
import { askAdapter, openProcess, type ProcessOptions } from './processes.ts';

/** The pack's folder, in which this file is bench/main.mjs. */
const pack = dirname(dirname(fileURLToPath(import.meta.url)));
const lib = join(pack, 'lib');
const known = { engines: Object.keys(engines), groups: [...new Set(workloads.map(({ group }) => group))] };

/** Milliseconds in which an engine must answer; nearly all of it is for checking what it computes. */
const PATIENCE = 60_000;
const PATIENCE_SOFTWARE = 300_000;
const PATIENCE_ALL = 3_600_000;

const help = `Usage: ./run.sh [options]

Times training steps and operations of gradloom and its peers, every engine in a process of its own, on the GPU that
Vulkan finds. Prints tables and writes results/<date>-<adapter>.json, and with several batch sizes of the MLP a chart
beside it.

  --software              a driver that uses the CPU: SwiftShader, which is in the pack
${optionsHelp(known)}

VK_DRIVER_FILES=<a driver's .json> chooses the driver.
`;

/**
 * How an engine's process starts. Where the machine's C library is too old or missing, run.sh names the pack's
 * loader of shared libraries, which takes the folders to be searched on its command line.
 */
function processOptions({ env: more, libraries }: Driver): ProcessOptions {
  const loader = env.GRADLOOM_LOADER;
  const folders = [...libraries, ...(loader ? [join(lib, 'system')] : []), env.LD_LIBRARY_PATH];
  const path = folders.filter(Boolean).join(':');
  const node = join(pack, 'bin/node');
  return {
    node: loader ? [loader, '--library-path', path, node] : [execPath],
    env: { ...env, ...more, ...(loader ? {} : { LD_LIBRARY_PATH: path }) },
    script: join(pack, 'bench/engine-process.mjs'),
    dawnFile: join(lib, 'dawn.node'),
    patience: PATIENCE,
  };
}

interface Found {
  readonly options: ProcessOptions;
  readonly adapter: AdapterReport;
}

/** The first driver that gives an adapter of the kind that is wanted. */
async function findAdapter(software: boolean): Promise<Found> {
  const tried: string[] = [];
  for (const driver of vulkanDrivers({ software, lib, env })) {
    const options = processOptions(driver);
    try {
      const adapter = await askAdapter(options);
      if (adapter && (software || !adapter.software)) return { options, adapter };
      tried.push(`${driver.title}: ${adapter?.name ?? 'no adapter'}`);
    } catch (error) {
      tried.push(`${driver.title}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const list = tried.map((line) => `  ${line}`).join('\n');
  throw new Error(
    `Vulkan finds no ${software ? 'adapter' : 'GPU; --software does without'}. Tried:\n${list}`,
  );
}

async function main(): Promise<void> {
  const args = argv.slice(2);
  const request = readArguments(
    args.filter((arg) => arg !== '--software'),
    { ...known, namesIn },
  );
  if (request.help) return void stdout.write(help);
  const software = args.includes('--software');
  const { options, adapter } = await findAdapter(software);
  const patience = request.all ? PATIENCE_ALL : software ? PATIENCE_SOFTWARE : PATIENCE;
  const { driver, copyBandwidth, encoding } = adapter;
  const browser = `Dawn of webgpu ${DAWN_VERSION} in Node.js`;
  await runSession({
    ...request,
    keepGoing: true,
    open: (engine, workload) => openProcess({ ...options, patience }, engine, workload),
    machine: { adapter: adapter.name, browser, driver, copyBandwidth, encoding },
    command: ['./run.sh', ...args].join(' '),
    folder: resolve('results'),
  });
}

declare global {
  /** Set by the build. */
  const DAWN_VERSION: string;
}

try {
  await main();
  exit();
} catch (error) {
  const usage = error instanceof UsageError ? '\nAll options: ./run.sh --help' : '';
  stderr.write(`${error instanceof Error ? error.message : error}${usage}\n`);
  exit(1);
}
