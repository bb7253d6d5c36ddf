// `npm run bench:bundle`: of the code that small apps carry, how much runs while they train. What does not run is for
// other models, other options and mistakes; what does run is the least that taking parts out could leave.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser.mjs';
import { fitApp, stepApp } from './apps.mjs';
import { bundle } from './build.mjs';

/** @typedef {import('./build.mjs').Chunk} Chunk */

const data = `
const random = (...shape) => {
  const nest = ([n, ...rest]) => Array.from({ length: n }, () => (rest.length > 0 ? nest(rest) : Math.random() - 0.5));
  return nest(shape);
};
globalThis.console.info = (result) => { globalThis.trained = result; };
`;
const apps = [
  {
    name: 'model.fit',
    source: fitApp('gradloom'),
    globals: `${data} globalThis.images = random(320, 784); globalThis.labels = Int32Array.from({ length: 320 }, (_, i) => i % 10);`,
  },
  {
    name: 'a step of its own',
    source: stepApp('gradloom'),
    globals: `${data} globalThis.images = random(32, 784); globalThis.labels = Array.from({ length: 32 }, (_, i) => Array.from({ length: 10 }, (_, k) => +(i % 10 === k)));
      globalThis.weights = [random(784, 300), random(300), random(300, 100), random(100), random(100, 10), random(10)];`,
  },
];

/**
 * Runs an app until it has trained.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {readonly Chunk[]} chunks @param {string} globals
 * @returns {Promise<{ start: number, end: number }[]>} what ran of the entry
 */
async function runOf(browser, chunks, globals) {
  const [entry] = chunks;
  const page = `<!doctype html><script>${globals}</script><script type="module" src="/${entry.fileName}"></script>`;
  const server = createServer(({ url }, response) => {
    const chunk = chunks.find(({ fileName }) => `/${fileName}` === url);
    response.setHeader('content-type', chunk ? 'text/javascript' : 'text/html');
    response.end(chunk?.code ?? page);
  }).listen(0, 'localhost');
  await new Promise((done) => server.once('listening', done));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const tab = await browser.newPage();
  try {
    await tab.coverage.startJSCoverage();
    await tab.goto(`http://localhost:${port}`);
    await tab.waitForFunction('globalThis.trained !== undefined', { timeout: 120_000 });
    const covered = await tab.coverage.stopJSCoverage();
    return covered.find(({ url }) => url.endsWith(entry.fileName))?.ranges ?? [];
  } finally {
    await tab.close();
    server.close();
  }
}

/** The code, and what ran of it: the rest becomes spaces. @param {string} code @param {{ start: number, end: number }[]} ranges */
function splitOf(code, ranges) {
  let ran = '';
  for (const { start, end } of ranges) ran += ' '.repeat(start - ran.length) + code.slice(start, end);
  return ran.padEnd(code.length);
}

const kilobytes = (/** @type {string} */ code) => gzipSync(code.replaceAll(/ {2,}/g, '')).byteLength / 1024;

/**
 * Characters of each folder of dist/, without white space: all of them, and those that ran.
 *
 * @param {string} code @param {string} ran
 */
function foldersOf(code, ran) {
  /** @type {Map<string, [all: number, ran: number]>} */
  const folders = new Map();
  let folder = '';
  let isComment = false;
  let at = 0;
  for (const line of code.split('\n')) {
    const path = /^\/\/ (?:dist\/)?([^\s/]+)/.exec(line)?.[1];
    if (path) folder = path;
    isComment ||= /^\s*\/\*/.test(line);
    if (!isComment && !/^\s*\/\//.test(line)) {
      const [all, used] = folders.get(folder) ?? [0, 0];
      const length = (/** @type {string} */ text) => text.replaceAll(/\s/g, '').length;
      folders.set(folder, [all + length(line), used + length(ran.slice(at, at + line.length))]);
    }
    if (line.includes('*/')) isComment = false;
    at += line.length + 1;
  }
  return folders;
}

const browser = await launchBrowser();
try {
  for (const { name, source, globals } of apps) {
    const [small, readable] = await Promise.all([bundle(source), bundle(source, { minify: false })]);
    const [{ code }] = small.needed;
    const ran = splitOf(code, await runOf(browser, small.all, globals));
    console.info(
      `\nAn app that trains an MLP by ${name}: ${kilobytes(code).toFixed(1)} KB gzipped, of which ran: ${kilobytes(ran).toFixed(1)} KB\n`,
    );
    const [entry] = readable.needed;
    const folders = foldersOf(entry.code, splitOf(entry.code, await runOf(browser, readable.all, globals)));
    console.info('characters before minification      all      ran');
    for (const [folder, [all, used]] of [...folders].sort(([, [a]], [, [b]]) => b - a).slice(0, 16))
      console.info(`  ${folder.padEnd(28)}${String(all).padStart(9)}${String(used).padStart(9)}`);
  }
} finally {
  await browser.close();
}
