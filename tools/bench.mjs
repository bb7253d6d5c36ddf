// `npm run bench`: trains the same models in gradloom and its peers, side by side in one headless browser.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release } from 'node:os';
import { relative, resolve } from 'node:path';
import { argv, exit, stderr, stdout, version } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { checkLosses, tables, timing } from '../bench/report.mjs';
import { launchBrowser } from './browser.mjs';

/**
 * @typedef {import('../bench/report.mjs').Measurement} Measurement
 * @typedef {import('../bench/report.mjs').WorkloadResult} WorkloadResult
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {{ page: Page, steps: number, measurement: Measurement }} Contestant
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');
/** The first is what the others are compared with. */
const ENGINES = ['gradloom', 'tfjs-webgpu', 'jax-js'];
const WORKLOADS = ['linear', 'mlp'];
/** Passes over the data whose losses must agree. */
const CHECKED_PASSES = 2;

const help = `Usage: npm run bench -- [options]

Times training steps of gradloom and its peers in one headless browser, every engine in a tab of its own. Prints
tables and writes bench/results/<date>-<adapter>.json.

  --quick                 fewer and shorter blocks: under a minute
  --engines <a,b>         of ${ENGINES.join(', ')}; the first is compared with the others
  --workloads <a,b>       of ${WORKLOADS.join(', ')}
  --rounds <n>            blocks of every engine (default 7, --quick: 3)
  --block <milliseconds>  length of a block (default 800, --quick: 300)
  --help                  this text

GRADLOOM_ADAPTER=software (or hardware) chooses the adapter; CHROME_PATH the browser.
`;

class UsageError extends Error {}

/** @param {string[]} args */
function readArguments(args) {
  const { values } = parse(args);
  if (values.help) return null;
  const list = (/** @type {'engines' | 'workloads'} */ option, /** @type {string[]} */ known) => {
    const names = values[option]?.split(',') ?? known;
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) return names;
    throw new UsageError(`--${option} knows ${known.join(', ')}; got ${unknown}`);
  };
  const positive = (/** @type {'rounds' | 'block'} */ option, /** @type {number} */ fallback) => {
    const number = Number(values[option] ?? fallback);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`--${option} must be a positive whole number, got ${values[option]}`);
  };
  return {
    engines: list('engines', ENGINES),
    workloads: list('workloads', WORKLOADS),
    rounds: positive('rounds', values.quick ? 3 : 7),
    block: positive('block', values.quick ? 300 : 800),
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        quick: { type: 'boolean' },
        engines: { type: 'string' },
        workloads: { type: 'string' },
        rounds: { type: 'string' },
        block: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The gallery's server with the benchmark's page; the peers come bundled, as a user's build would have them. */
async function serve() {
  const server = await createServer({
    configFile: resolve(root, 'vite.config.ts'),
    root: resolve(root, 'bench'),
    cacheDir: resolve(root, 'node_modules/.vite-bench'),
    logLevel: 'silent',
    optimizeDeps: {
      noDiscovery: true,
      include: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu', '@jax-js/jax'],
    },
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  return server;
}

/** Runs work in a page, and fails when the page does. @template T @param {Page} page @param {Promise<T>} work */
async function guarded(page, work) {
  const failed = new Promise((_, reject) => {
    page.once('pageerror', reject);
    page.once('error', (error) => reject(new Error(`the page crashed: ${error.message}`)));
  });
  failed.catch(() => {});
  try {
    return /** @type {T} */ (await Promise.race([work, failed]));
  } finally {
    page.removeAllListeners('pageerror').removeAllListeners('error');
  }
}

/** @param {Page} page @param {number} steps */
async function block(page, steps) {
  await page.bringToFront();
  return guarded(
    page,
    page.evaluate(async (count) => (await window.bench).time(count), steps),
  );
}

/**
 * Opens an engine's page, trains until everything is compiled, and finds out how many steps fill a block.
 *
 * @param {Page} page @param {string} address @param {number} milliseconds
 * @returns {Promise<Contestant & { title: string, batchSize: number, adapter: string }>}
 */
async function prepare(page, address, milliseconds) {
  const { losses, engine, title, stride, batchSize, adapter } = await guarded(
    page,
    (async () => {
      await page.goto(address);
      return page.evaluate(async (passes) => {
        const bench = await window.bench;
        return { ...bench, losses: await bench.losses(passes) };
      }, CHECKED_PASSES);
    })(),
  );
  const rounded = (/** @type {number} */ steps) => stride * Math.max(1, Math.round(steps / stride));
  let steps = stride;
  let taken = await block(page, steps);
  // Short blocks are mostly start and end: approach the length in a few tries.
  for (let k = 0; k < 4 && taken < milliseconds / 2; k++) {
    steps = rounded(steps * Math.min(50, (0.9 * milliseconds) / taken));
    taken = await block(page, steps);
  }
  steps = rounded((steps * milliseconds) / taken);
  await block(page, steps);
  // Now everything for this number of steps is compiled.
  const calls = await guarded(
    page,
    page.evaluate(async (count) => (await window.bench).count(count), steps),
  );
  const callsPerStep = Object.fromEntries(
    Object.entries(calls).map(([call, times]) => [call, times / steps]),
  );
  const measurement = { engine, blocks: [], stepsPerBlock: steps, callsPerStep, losses };
  return { page, steps, measurement, title, batchSize, adapter };
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ address: string, workload: string, engines: string[], rounds: number, block: number }} request
 * @returns {Promise<WorkloadResult & { adapter: string }>}
 */
async function compare(browser, { address, workload, engines, rounds, block: milliseconds }) {
  const contestants = [];
  for (const engine of engines) {
    stdout.write(`${workload}: preparing ${engine}\n`);
    const page = await browser.newPage();
    const query = new URLSearchParams({ engine, workload });
    contestants.push(await prepare(page, `${address}page.html?${query}`, milliseconds));
  }
  const measurements = contestants.map(({ measurement }) => measurement);
  checkLosses(measurements);
  stdout.write(`${workload}: ${rounds} rounds\n`);
  for (let round = 0; round < rounds; round++) {
    // Nobody always comes after the same one.
    for (let k = 0; k < contestants.length; k++) {
      const { page, steps, measurement } = contestants[(k + round) % contestants.length];
      measurement.blocks.push((await block(page, steps)) / steps);
    }
  }
  for (const { page } of contestants) await page.close();
  const [{ title, batchSize, adapter }] = contestants;
  return { title, batchSize, adapter, measurements };
}

/** @param {NonNullable<ReturnType<typeof readArguments>>} request */
async function run(request) {
  const before = loadavg()[0];
  const server = await serve();
  /** @type {import('puppeteer-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser({
      args: ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
    });
    const address = server.resolvedUrls?.local[0] ?? '';
    /** @type {Awaited<ReturnType<typeof compare>>[]} */
    const results = [];
    for (const workload of request.workloads) {
      results.push(await compare(browser, { ...request, address, workload }));
      stdout.write(`\n${tables(results[results.length - 1])}\n\n`);
    }
    const [{ model }] = cpus();
    const machine = {
      cpu: model.trim(),
      cores: cpus().length,
      system: `${platform()} ${release()}`,
      node: version,
      browser: await browser.version(),
      adapter: results[0].adapter,
      load: { before, after: loadavg()[0] },
    };
    return { machine, results };
  } finally {
    await browser?.close();
    await server.close();
  }
}

/** @param {Awaited<ReturnType<typeof run>>} outcome @param {string} command */
async function save({ machine, results }, command) {
  const day = new Date().toISOString().slice(0, 10);
  const adapter = machine.adapter.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const folder = resolve(root, 'bench/results');
  const workloads = results.map(({ title, batchSize, measurements }) => ({
    title,
    batchSize,
    engines: measurements.map((measurement) => ({
      ...timing(measurement, measurements[0], batchSize),
      ...measurement,
    })),
  }));
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, `${day}-${adapter}.json`);
  await writeFile(file, `${JSON.stringify({ date: day, command, machine, workloads }, null, 2)}\n`);
  return relative(root, file);
}

async function main() {
  const request = readArguments(argv.slice(2));
  if (request === null) return void stdout.write(help);
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
