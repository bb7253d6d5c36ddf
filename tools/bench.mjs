// `npm run bench`: trains the same models in gradloom and its peers, side by side in one headless browser.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release } from 'node:os';
import { relative, resolve } from 'node:path';
import { argv, exit, stderr, stdout, version } from 'node:process';
import { build, preview, runnerImport } from 'vite';
import { readArguments, UsageError } from './bench/arguments.mjs';
import { openTab } from './bench/tab.mjs';
import { launchBrowser } from './browser.mjs';
import { projectRoot } from './wgsl-parser.mjs';

/**
 * @typedef {ReturnType<typeof readArguments>} Request
 * @typedef {import('../bench/report.ts').WorkloadResult} WorkloadResult
 * @typedef {import('../bench/adapter.ts').AdapterDescription} AdapterDescription
 */

/** @type {{ module: typeof import('../bench/index.ts') }} */
const { module: bench } = await runnerImport(resolve(projectRoot, 'bench/index.ts'), {
  root: projectRoot,
  configFile: false,
});
const engines = Object.keys(bench.engines);
const groups = [...new Set(bench.workloads.map(({ group }) => group))];

/** An engine is left out of a workload of which it does less than a step in so many milliseconds; --all lets it. */
const SLOWEST_STEP = 3000;

const help = `Usage: npm run bench -- [options]

Times training steps and operations of gradloom and its peers in one headless browser, every engine in a tab of its
own. Prints tables and writes bench/results/<date>-<adapter>.json.

  --quick                 fewer and shorter blocks
  --engines <a,b>         of ${engines.join(', ')}; the first is compared with the others
  --workloads <a,b>       of the groups ${groups.join(', ')}, or names in them, such as mlp-32
  --rounds <n>            blocks of every engine (default 5, --quick: 3)
  --block <milliseconds>  length of a block (default 200, --quick: 100)
  --all                   also what is too large for the adapter, and engines that need longer than ${SLOWEST_STEP / 1000} s a step
  --help                  this text

GRADLOOM_ADAPTER=software (or hardware) chooses the adapter; CHROME_PATH the browser.
`;

/** @param {Request} request */
async function run(request) {
  const configFile = resolve(projectRoot, 'bench/vite.config.ts');
  await build({ configFile });
  const before = loadavg()[0];
  const server = await preview({ configFile });
  /** @type {import('puppeteer-core').Browser | undefined} */
  let browser;
  try {
    const opened = await launchBrowser({
      args: ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
    });
    browser = opened;
    const address = server.resolvedUrls?.local[0] ?? '';
    /** @type {AdapterDescription | null} */
    let adapter = null;
    const open = async (/** @type {string} */ engine, /** @type {string} */ workload) => {
      const query = new URLSearchParams({ engine, workload });
      const contestant = await openTab(
        opened,
        `${address}page.html?${query}`,
        (reason) => new bench.Unsupported(reason),
      );
      adapter = contestant.about.adapter;
      return contestant;
    };
    /** @type {WorkloadResult[]} */
    const results = [];
    for (const workload of request.workloads) {
      const result = await measured({ ...request, workload, open });
      if (result) results.push(result);
    }
    const machine = {
      cpu: cpus()[0].model.trim(),
      cores: cpus().length,
      system: `${platform()} ${release()}`,
      node: version,
      browser: await opened.version(),
      adapter: /** @type {AdapterDescription | null} */ (adapter)?.name ?? 'no WebGPU',
      load: { before, after: loadavg()[0] },
    };
    return { machine, results };
  } finally {
    await browser?.close();
    await server.close();
  }
}

/** @param {Omit<Request, 'workloads'> & { workload: string, open: import('../bench/measure.ts').CompareOptions['open'] }} request */
async function measured({ all, ...request }) {
  const slowestStep = all ? Number.POSITIVE_INFINITY : SLOWEST_STEP;
  let last = null;
  for await (const progress of bench.compare({ ...request, all, slowestStep })) {
    if (progress.stage === 'preparing') stderr.write(`${request.workload}: preparing ${progress.engine}\n`);
    if (progress.stage === 'skipped' && !progress.engine)
      stdout.write(`${request.workload} skipped: ${progress.reason}; --all does it\n\n`);
    if (progress.stage === 'done') last = progress.result;
  }
  if (last) stdout.write(`\n${bench.tables(last)}\n\n`);
  return last;
}

/** @param {Awaited<ReturnType<typeof run>>} outcome @param {string} command */
async function save({ machine, results }, command) {
  const day = new Date().toISOString().slice(0, 10);
  const adapter = machine.adapter.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const folder = resolve(projectRoot, 'bench/results');
  const workloads = results.map(({ measurements, ...workload }) => ({
    ...workload,
    measurements: measurements.map((measurement) => ({
      ...bench.timing(measurement, measurements[0], workload.amount),
      ...measurement,
    })),
  }));
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, `${day}-${adapter}.json`);
  await writeFile(file, `${JSON.stringify({ date: day, command, machine, workloads }, null, 2)}\n`);
  return relative(projectRoot, file);
}

async function main() {
  const request = readArguments(argv.slice(2), { engines, groups, namesIn: bench.namesIn });
  if (request.help) return void stdout.write(help);
  const started = Date.now();
  const outcome = await run(request);
  const { machine } = outcome;
  stdout.write(`Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.browser}, ${machine.adapter}\n`);
  stdout.write(`Load: ${machine.load.before.toFixed(1)} before, ${machine.load.after.toFixed(1)} after\n`);
  const command = ['npm run bench', ...(argv.length > 2 ? ['--', ...argv.slice(2)] : [])].join(' ');
  stdout.write(
    `Written to ${await save(outcome, command)} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
}

try {
  await main();
} catch (error) {
  const usage = error instanceof UsageError ? '\nAll options: npm run bench -- --help' : '';
  stderr.write(`npm run bench: ${error instanceof Error ? error.message : error}${usage}\n`);
  exit(1);
}
