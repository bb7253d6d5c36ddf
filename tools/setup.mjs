// Installs what is missing, so that every npm script works alone on a fresh clone. Needs nothing but Node itself.
//   node tools/setup.mjs             the packages
//   node tools/setup.mjs --browser   and a browser with WebGPU
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function fail(/** @type {string} */ message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  console.info(`> ${[command, ...args].join(' ')}`);
  const shell = process.platform === 'win32';
  const options = { cwd: root, shell, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Standard output belongs to the command that the setup runs for (npm run x -- --json -).
  return spawnSync(command, args, { ...options, stdio: ['ignore', 2, 2] }).status === 0;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`gradloom's tools need Node 20.19 or newer; this is Node ${process.versions.node}.`);
  }
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | null} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(resolve(root, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

function packagesAreCurrent() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (path in installed ? installed[path].version === version : optional),
  );
}

function installPackages() {
  if (packagesAreCurrent()) return;
  console.info('Installing the packages ...');
  if (!run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) {
    fail('npm ci failed (its message is above). Run it again once the cause is gone.');
  }
}

async function installBrowser() {
  const { browserCache, downloadBrowser, findBrowser } = await import('./browser.mjs');
  if (await findBrowser()) return;
  console.info('No Chrome, Chromium or Edge found: installing one ...');
  const debianRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (debianRoot && run('apt-get', ['update', '-q'])) run('apt-get', ['install', '-qy', 'chromium']);
  if (await findBrowser()) return;
  await downloadBrowser().catch((error) => console.error(`The download failed: ${error.message}`));
  if (await findBrowser()) return;
  fail(`No browser could be installed. The tests need Chrome, Chromium or Edge; do one of these, then try again:
  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install chromium
  anywhere:        npx @puppeteer/browsers install chrome@stable --path "${browserCache}"
  already there:   CHROME_PATH=/path/to/chrome npm test`);
}

try {
  checkNode();
  installPackages();
  if (process.argv.includes('--browser')) await installBrowser();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
