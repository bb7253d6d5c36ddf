// `npm run train -- fashion-mnist`: runs the code of a tutorial in a headless browser and prints what it learned.
import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { createServer } from 'vite';
import { launchBrowser } from './browser.mjs';

/**
 * @typedef {import('../demos/shared/headless.ts').Request} Request
 * @typedef {Awaited<ReturnType<typeof import('../demos/shared/headless.ts').train>>} Outcome
 * @typedef {import('../src/model/types.ts').Progress} Progress
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** The settings of the tutorials. @type {Record<Request['demo'], { about: string, epochs: number, batchSize: number, learningRate: number }>} */
const demos = {
  'linear-regression': { about: 'one neuron, RMSprop', epochs: 70, batchSize: 12, learningRate: 0.14 },
  'red-wine': { about: '144-144-16-9, Adam', epochs: 1000, batchSize: 128, learningRate: 5.6194e-5 },
  'gradient-tape': { about: 'a line, by hand', epochs: 15, batchSize: 1000, learningRate: 0.1 },
  hyperparameters: { about: '16-1, linear, Adam', epochs: 100, batchSize: 32, learningRate: 0.01 },
  'fashion-mnist': { about: '300-100-10, SGD', epochs: 30, batchSize: 32, learningRate: 0.01 },
  'fashion-mnist-cnn': { about: 'convolutions, Adam', epochs: 12, batchSize: 128, learningRate: 0.003 },
  'fashion-mnist-weights': { about: 'rare shirts, weighted', epochs: 10, batchSize: 32, learningRate: 0.01 },
  'california-housing': { about: '30-1, SGD', epochs: 20, batchSize: 32, learningRate: 0.01 },
};

const rows = Object.entries(demos).map(
  ([name, { about, epochs, batchSize, learningRate }]) =>
    `  ${name.padEnd(21)} ${about.padEnd(21)} ${`${epochs}`.padStart(6)} ${`${batchSize}`.padStart(11)} ${`${learningRate}`.padStart(14)}`,
);

const help = `Usage: npm run train -- <demo> [options]

Runs the code of a tutorial in a headless browser, on the GPU where there is one, and prints the history and the result.

  <demo>                                      epochs  batch size  learning rate
${rows.join('\n')}

  --epochs <n>             other than the tutorial's, above
  --batch-size <n>         likewise
  --learning-rate <rate>   likewise
  --seed <n>               same seed, same adapter: the same weights. Default: another one every time
  --sample                 fashion-mnist: the 2,000 + 500 images that ship with the demo, even where the
                           full set is there (\`npm run data\` fetches it)
  --json <file>            write the settings, the history and the result to a file
  --help                   this text

GRADLOOM_ADAPTER=software (or hardware) chooses the adapter; CHROME_PATH the browser.
`;

class UsageError extends Error {}

/**
 * @param {string[]} args
 * @returns {{ request: Request, json?: string } | null} null: the help was asked for
 */
export function readArguments(args) {
  const { values, positionals } = parseArguments(args);
  if (values.help) return null;
  const [name, ...rest] = positionals;
  const names = /** @type {Request['demo'][]} */ (Object.keys(demos));
  const demo = names.find((candidate) => candidate === name);
  if (!demo || rest.length > 0) {
    throw new UsageError(`expected one demo (${names.join(', ')}), got ${positionals.join(' ') || 'none'}`);
  }
  const number = (/** @type {keyof typeof values} */ option, /** @type {number} */ fallback) => {
    const text = values[option];
    const value = text === undefined ? fallback : Number(text);
    const whole = option !== 'learning-rate';
    if (!(value > 0) || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
      throw new UsageError(`--${option} must be a positive ${whole ? 'whole ' : ''}number, got ${text}`);
    }
    return value;
  };
  return {
    request: {
      demo,
      epochs: number('epochs', demos[demo].epochs),
      batchSize: number('batch-size', demos[demo].batchSize),
      learningRate: number('learning-rate', demos[demo].learningRate),
      seed: values.seed === undefined ? undefined : number('seed', 1),
      sample: values.sample ?? false,
    },
    json: values.json,
  };
}

/** @param {string[]} args */
function parseArguments(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        epochs: { type: 'string' },
        'batch-size': { type: 'string' },
        'learning-rate': { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
        sample: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node adds advice on options that look like arguments, which is not what went wrong.
    throw new UsageError((error instanceof Error ? error.message : String(error)).split('. ')[0]);
  }
}

/** Shows progress: a bar in a terminal, a line for every tenth of the work elsewhere. */
function createReporter() {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}%  epoch {epoch}  {speed}  {left} left  {logs}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    autopadding: true,
  });
  let started = false;
  let tenth = 0;
  return {
    /** @param {Progress} progress */
    report({ epoch, epochs, stepsDone, stepsTotal, millisecondsPerStep, secondsLeft, logs }) {
      const facts = {
        epoch: `${epoch + 1}/${epochs}`,
        speed: `${millisecondsPerStep.toFixed(2)} ms/step`,
        left: clock(secondsLeft),
        logs: Object.entries(logs)
          .map(([name, value]) => `${name} ${value.toFixed(4)}`)
          .join('  '),
      };
      if (stdout.isTTY) {
        if (!started) bar.start(stepsTotal, stepsDone, facts);
        else bar.update(stepsDone, facts);
        started = true;
      } else if (stepsDone < (tenth * stepsTotal) / 10) {
        tenth = 0;
      } else if (Math.floor((10 * stepsDone) / stepsTotal) > tenth) {
        tenth = Math.floor((10 * stepsDone) / stepsTotal);
        stdout.write(
          `${10 * tenth}%  epoch ${facts.epoch}  ${facts.speed}  ${facts.left} left  ${facts.logs}\n`,
        );
      }
    },
    stop: () => started && bar.stop(),
  };
}

/** @param {number} seconds */
const clock = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

/**
 * @param {Request} request
 * @param {(progress: Progress) => void} onProgress
 * @returns {Promise<Outcome>}
 */
export async function trainInBrowser(request, onProgress) {
  const server = await createServer({
    configFile: resolve(root, 'vite.config.ts'),
    logLevel: 'silent',
    // A fixed set of modules: no watching, no reload while it trains.
    optimizeDeps: { noDiscovery: true },
    server: { port: 0, hmr: false, watch: null },
  });
  /** @type {import('puppeteer-core').Browser | undefined} */
  let browser;
  try {
    await server.listen();
    browser = await launchBrowser();
    const page = await browser.newPage();
    const failed = new Promise((_, reject) => {
      page.once('pageerror', (error) => reject(error));
      page.once('error', (error) => reject(new Error(`the page crashed: ${error.message}`)));
      browser?.once('disconnected', () => reject(new Error('the browser went away')));
    });
    // Whoever loses the race below must not become an unhandled rejection when the browser closes.
    failed.catch(() => {});
    await page.exposeFunction('reportProgress', onProgress);
    const work = async () => {
      await page.goto(new URL('shared/headless.html', server.resolvedUrls?.local[0]).href);
      return page.evaluate(async (wanted) => {
        try {
          // In a variable, or TypeScript looks for the file.
          const address = './headless.ts';
          /** @type {typeof import('../demos/shared/headless.ts')} */
          const { train } = await import(new URL(address, document.baseURI).href);
          return { outcome: await train(wanted) };
        } catch (error) {
          return { problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
        }
      }, request);
    };
    const { outcome, problem } = await Promise.race([work(), failed]);
    if (!outcome) throw new Error(problem);
    return outcome;
  } finally {
    await browser?.close();
    await server.close();
  }
}

/**
 * The history as a table with one line per epoch; of long ones every n-th epoch, and the last.
 *
 * @param {Outcome['history']} history
 */
export function historyTable(history, mostRows = 40) {
  const names = Object.keys(history);
  const epochs = history[names[0]]?.length ?? 0;
  const every = Math.ceil(epochs / mostRows);
  const lines = [['epoch', ...names]];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (epoch % every !== 0 && epoch !== epochs) continue;
    lines.push([`${epoch}`, ...names.map((name) => text(history[name][epoch - 1]))]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padStart(widths[column])).join('  ')).join('\n');
}

/** With digits also where a value is tiny: 0.8742, 1.2e-14. @param {number} value */
const text = (value) => (value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(4));

/** Before training rather than after it. @param {string} folder */
async function assertFolder(folder) {
  await access(folder, constants.W_OK).catch(() => {
    throw new UsageError(`--json: there is no folder ${folder} that can be written to`);
  });
}

async function main() {
  const parsed = readArguments(argv.slice(2));
  if (parsed === null) return void stdout.write(help);
  const { request, json } = parsed;
  if (json !== undefined) await assertFolder(dirname(resolve(json)));
  stdout.write(
    `Training ${request.demo}: ${request.epochs} epochs, batch size ${request.batchSize}\nStarting a browser, compiling ...\n`,
  );
  const reporter = createReporter();
  const outcome = await trainInBrowser(request, reporter.report).finally(reporter.stop);
  const { data, adapter, history, seconds, result } = outcome;
  stdout.write(`\n${historyTable(history)}\n\nData: ${data}\nAdapter: ${adapter}\n`);
  const perEpoch = seconds / request.epochs;
  const pace = perEpoch < 1 ? `${(1000 * perEpoch).toFixed(2)} ms` : `${perEpoch.toFixed(2)} s`;
  stdout.write(`Time: ${seconds.toFixed(1)} s, ${pace} per epoch\n`);
  const figures = Object.entries(result).map(([name, value]) => `${name} ${text(value)}`);
  stdout.write(`Result: ${figures.join(', ')}\n`);
  if (json !== undefined) {
    await writeFile(json, `${JSON.stringify({ ...request, ...outcome }, null, 2)}\n`);
    stdout.write(`Written to ${json}\n`);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    const usage = error instanceof UsageError ? '\nAll options: npm run train -- --help' : '';
    stderr.write(`npm run train: ${error instanceof Error ? error.message : error}${usage}\n`);
    exit(1);
  }
}
