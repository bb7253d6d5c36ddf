// `npm run bench`: trains the same models in gradloom and its peers, side by side in one headless browser.
import { resolve } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { build, preview, runnerImport } from 'vite';
import { optionsHelp, readArguments, UsageError } from './bench/arguments.mjs';
import { bundleSizes } from './bench/bundles.mjs';
import { openTab } from './bench/tab.mjs';
import { launchBrowser } from './browser.mjs';
import { projectRoot } from './wgsl-parser.mjs';

/**
 * @typedef {ReturnType<typeof readArguments>} Request
 * @typedef {import('puppeteer-core').Browser} Browser
 */

/** @type {{ module: typeof import('../bench/index.ts') }} */
const { module: bench } = await runnerImport(resolve(projectRoot, 'bench/index.ts'), {
  root: projectRoot,
  configFile: false,
});
const engines = Object.keys(bench.engines);
const groups = [...new Set(bench.workloads.map(({ group }) => group))];

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

${optionsHelp({ engines, groups })}

GRADLOOM_ADAPTER=software (or hardware) chooses the adapter; CHROME_PATH the browser.
`;

/** @param {Request} request */
async function run(request) {
  const configFile = resolve(projectRoot, 'bench/vite.config.ts');
  await build({ configFile });
  const bundles = await bundleSizes();
  const server = await preview({ configFile });
  /** @type {import('puppeteer-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser({ args: FLAGS });
    const page = `${server.resolvedUrls?.local[0]}page.html`;
    const { adapter, ...figures } = await askAdapter(browser, page);
    const machine = {
      browser: await browser.version(),
      adapter: adapter?.name ?? 'no WebGPU',
      ...figures,
    };
    const opened = browser;
    const open = (/** @type {string} */ engine, /** @type {string} */ workload) =>
      openTab(
        opened,
        `${page}?${new URLSearchParams({ engine, workload })}`,
        (reason) => new bench.Unsupported(reason),
      );
    const command = ['npm run bench', ...(argv.length > 2 ? ['--', ...argv.slice(2)] : [])].join(' ');
    const folder = resolve(projectRoot, 'bench/results');
    await bench.runSession({ ...request, open, machine, bundles, command, folder });
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
  const encoding = await tab.evaluate(() => window.measureEncoding());
  await tab.close();
  return { adapter, copyBandwidth, encoding };
}

async function main() {
  const request = readArguments(argv.slice(2), { engines, groups, namesIn: bench.namesIn });
  if (request.help) return void stdout.write(help);
  await run(request);
}

try {
  await main();
} catch (error) {
  const usage = error instanceof UsageError ? '\nAll options: npm run bench -- --help' : '';
  stderr.write(`npm run bench: ${error instanceof Error ? error.message : error}${usage}\n`);
  exit(1);
}
