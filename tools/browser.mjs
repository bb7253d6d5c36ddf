// Finds a Chrome, Chromium or Edge and starts it with WebGPU. Used by the tests, the command line and bench/.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  Browser,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';

/** @typedef {'auto' | 'hardware' | 'software'} Adapter `auto`: the GPU where there is one, else Chrome's software adapter. */

const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
];
const SOFTWARE = ['--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];
const LINUX_HARDWARE = ['--use-angle=vulkan', '--enable-features=Vulkan', '--disable-vulkan-surface'];

export const browserCache = process.env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer');

/** Path of a browser, or null. Throws when PUPPETEER_EXECUTABLE_PATH or CHROME_PATH names no file. */
export async function findBrowser() {
  for (const name of ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH']) {
    const path = process.env[name];
    if (path && !existsSync(path)) throw new Error(`${name} is ${path}, but there is no such file`);
    if (path) return path;
  }
  const downloaded = await getInstalledBrowsers({ cacheDir: browserCache }).catch(() => []);
  const paths = [
    ...downloaded.filter(({ browser }) => browser === Browser.CHROME).map((found) => found.executablePath),
    ...systemBrowsers(),
  ];
  return paths.find((path) => existsSync(path)) ?? null;
}

function systemBrowsers() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((root) =>
        join(root, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((name) => process.env[name]);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => roots.flatMap((root) => (root ? join(root, program) : [])));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Downloads the stable Chrome into puppeteer's cache, where findBrowser looks. */
export async function downloadBrowser() {
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error(`there is no Chrome to download for ${process.platform} ${process.arch}`);
  const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable');
  console.info(`Downloading Chrome ${buildId} to ${browserCache} ...`);
  await install({ browser: Browser.CHROME, buildId, platform, cacheDir: browserCache });
}

/** Command-line flags that give WebGPU. @param {'hardware' | 'software'} adapter */
export function browserArguments(adapter) {
  if (adapter === 'software') return [...QUIET, ...SOFTWARE];
  return process.platform === 'linux' ? [...QUIET, ...LINUX_HARDWARE] : QUIET;
}

/**
 * Starts a headless browser; the caller closes it (Ctrl-C does so too).
 * The environment variable GRADLOOM_ADAPTER (hardware or software) overrides `adapter`.
 * @param {{ adapter?: Adapter, args?: string[] }} options
 */
export async function launchBrowser({ adapter = 'auto', args = [] } = {}) {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('No Chrome or Chromium found. Run: node tools/setup.mjs --browser');
  const { default: puppeteer } = await import('puppeteer-core');
  const launch = (/** @type {'hardware' | 'software'} */ kind) =>
    puppeteer.launch({
      executablePath,
      headless: true,
      protocolTimeout: 0,
      args: [...browserArguments(kind), ...args],
    });
  const wanted = /** @type {Adapter} */ (process.env.GRADLOOM_ADAPTER || adapter);
  if (wanted !== 'auto') return launch(wanted);
  const browser = await launch('hardware');
  if (await hasAdapter(browser)) return browser;
  await browser.close();
  return launch('software');
}

/** @param {import('puppeteer-core').Browser} browser */
async function hasAdapter(browser) {
  // WebGPU exists only in a secure context, which about:blank is not.
  const server = createServer((_, response) => response.end('<!doctype html>')).listen(0, 'localhost');
  await new Promise((done) => server.once('listening', done));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${address.port}`);
    return await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null);
  } finally {
    await page.close();
    server.close();
  }
}
