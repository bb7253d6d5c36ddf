// `npm run bench`: trains the same models in gradloom and its peers, side by side in one headless browser.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import { argv, exit, stderr, stdout, version } from 'node:process';
import { build, preview, runnerImport } from 'vite';
import { readArguments, UsageError } from './bench/arguments.mjs';
import { bundleSizes } from './bench/bundles.mjs';
import { openTab } from './bench/tab.mjs';
import { launchBrowser } from './browser.mjs';
import { projectRoot } from './wgsl-parser.mjs';

/**
 * @typedef {ReturnType<typeof readArguments>} Request
 * @typedef {import('../bench/report.ts').WorkloadResult} WorkloadResult
 * @typedef {import('puppeteer-core').Browser} Browser
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

/** Tabs in the background are not slowed down; timestamps are exact. */
const FLAGS = [
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--enable-webgpu-developer-features',
];

const help = `Usage: npm run bench -- [options]

Times training steps and operations of gradloom and its peers in one headless browser, every engine in a tab of its
own. Prints tables and writes bench/results/<date>-<adapter>.json, and with several batch sizes of the MLP a chart
beside it.

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
  const bundles = await bundleSizes();
  const before = loadavg()[0];
  const server = await preview({ configFile });
  /** @type {import('puppeteer-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser({ args: FLAGS });
    const page = `${server.resolvedUrls?.local[0]}page.html`;
    const { adapter, copyBandwidth } = await askAdapter(browser, page);
    /** @type {WorkloadResult[]} */
    const results = [];
    for (const workload of request.workloads) {
      const result = await measured(browser, page, { ...request, workload });
      if (!result) continue;
      results.push(result);
      stdout.write(`\n${bench.tables(result, copyBandwidth)}\n\n`);
    }
    const machine = {
      cpu: cpus()[0].model.trim(),
      cores: cpus().length,
      system: `${platform()} ${release()}`,
      node: version,
      browser: await browser.version(),
      adapter: adapter?.name ?? 'no WebGPU',
      copyBandwidth,
      load: { before, after: loadavg()[0] },
    };
    return { machine, bundles, results };
  } finally {
    await browser?.close();
    await server.close();
  }
}

/** @param {Browser} browser @param {string} page */
async function askAdapter(browser, page) {
  const tab = await browser.newPage();
  await tab.goto(page);
  const adapter = await tab.evaluate(() => window.describeAdapter());
  const copyBandwidth = await tab.evaluate(() => window.measureCopyBandwidth());
  await tab.close();
  return { adapter, copyBandwidth };
}

/** @param {Browser} browser @param {string} page @param {Omit<Request, 'workloads'> & { workload: string }} request */
async function measured(browser, page, request) {
  const open = (/** @type {string} */ engine, /** @type {string} */ workload) =>
    openTab(
      browser,
      `${page}?${new URLSearchParams({ engine, workload })}`,
      (reason) => new bench.Unsupported(reason),
    );
  const slowestStep = request.all ? Number.POSITIVE_INFINITY : SLOWEST_STEP;
  let last = null;
  for await (const progress of bench.compare({ ...request, open, slowestStep })) {
    if (progress.stage === 'preparing') stderr.write(`${request.workload}: preparing ${progress.engine}\n`);
    if (progress.stage === 'skipped' && !progress.engine) {
      stdout.write(`${request.workload} skipped: ${progress.reason}; --all does it\n\n`);
    }
    if (progress.stage === 'done') last = progress.result;
  }
  return last;
}

/** @param {Awaited<ReturnType<typeof run>>} outcome @param {string} command @returns {Promise<string[]>} files */
async function save({ machine, bundles, results }, command) {
  const day = new Date().toISOString().slice(0, 10);
  const adapter = machine.adapter
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-');
  const path = resolve(projectRoot, `bench/results/${day}-${adapter}`);
  const workloads = results.map(({ measurements, ...workload }) => ({
    ...workload,
    measurements: measurements.map((measurement) => ({
      ...bench.timing(measurement, measurements[0], workload.amount),
      ...measurement,
    })),
  }));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    `${path}.json`,
    `${JSON.stringify({ date: day, command, machine, bundles, workloads }, null, 2)}\n`,
  );
  const { cpu, cores, browser } = machine;
  const caption = `${machine.adapter}, ${browser}, ${cores} cores of ${cpu} · ${command} · ${day} · bars: quartiles`;
  const chart = bench.throughputChart(results, caption);
  if (chart) await writeFile(`${path}.svg`, chart);
  return [`${path}.json`, ...(chart ? [`${path}.svg`] : [])].map((file) => relative(projectRoot, file));
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
  for (const { title, bytes } of outcome.bundles) {
    stdout.write(
      `A minimal app that trains the MLP, minified and gzipped: ${title} ${(bytes / 1024).toFixed(1)} KB\n`,
    );
  }
  const files = await save(outcome, command);
  stdout.write(`Written in ${Math.round((Date.now() - started) / 1000)} s: ${files.join(', ')}\n`);
}

try {
  await main();
} catch (error) {
  const usage = error instanceof UsageError ? '\nAll options: npm run bench -- --help' : '';
  stderr.write(`npm run bench: ${error instanceof Error ? error.message : error}${usage}\n`);
  exit(1);
}
