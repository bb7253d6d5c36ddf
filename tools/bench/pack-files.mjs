// What bench:pack puts into its folder.
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { findBrowser } from '../browser.mjs';
import { projectRoot } from '../wgsl-parser.mjs';
import { fetchDawn } from './dawn.mjs';
import { findLibrary, librariesOf } from './shared-libraries.mjs';

/** @typedef {import('./shared-libraries.mjs').Library} Library */

const LOADER = 'ld-linux-x86-64.so.2';

/** What a driver may ask for of the C library, whose parts must be of one version. */
const C_LIBRARY = ['librt.so.1', 'libutil.so.1', 'libresolv.so.2'];

/** What NVIDIA's driver may ask for. */
const DRIVER_LIBRARIES = ['libX11.so.6', 'libXext.so.6', 'libGLdispatch.so.0'];

/**
 * Files by their place in the pack.
 * @param {{
 *   node: string, dawn: { binding: string, licence: string }, chrome: string,
 *   system: readonly Library[], driver: readonly Library[]
 * }} sources `chrome` is the folder of a Chrome, which brings SwiftShader and a Vulkan loader; `system` are the
 *   libraries that these need; `driver` what NVIDIA's driver needs
 * @returns {Record<string, string>}
 */
export function packFiles({ node, dawn, chrome, system, driver }) {
  const own = new Set(system.map(({ name }) => name));
  const inFolder = (/** @type {string} */ folder, /** @type {readonly Library[]} */ libraries) =>
    Object.fromEntries(libraries.map(({ name, path }) => [`lib/${folder}/${name}`, path]));
  const part = (/** @type {string} */ name) => resolve(projectRoot, 'bench/node', name);
  return {
    'run.sh': part('run.sh'),
    'README.md': part('README.md'),
    LICENSE: resolve(projectRoot, 'LICENSE'),
    'bin/node': node,
    'lib/dawn.node': dawn.binding,
    'lib/dawn-LICENSE.md': dawn.licence,
    'lib/vulkan/libvulkan.so.1': join(chrome, 'libvulkan.so.1'),
    ...Object.fromEntries(
      ['libvk_swiftshader.so', 'vk_swiftshader_icd.json'].map((file) => [
        `lib/swiftshader/${file}`,
        join(chrome, file),
      ]),
    ),
    'lib/driver/libGLX_nvidia.json': part('libGLX_nvidia.json'),
    'lib/driver/libEGL_nvidia.json': part('libEGL_nvidia.json'),
    ...inFolder('system', system),
    ...inFolder(
      'driver',
      driver.filter(({ name }) => !own.has(name)),
    ),
  };
}

/** Finds everything on this machine, and downloads Dawn. */
export async function findPackFiles() {
  const chrome = await chromeFolder();
  const dawn = await fetchDawn();
  const programs = [
    execPath,
    dawn.binding,
    join(chrome, 'libvulkan.so.1'),
    join(chrome, 'libvk_swiftshader.so'),
  ];
  const system = [...(await librariesOf(programs)), ...(await findLibraries(C_LIBRARY))];
  if (!system.some(({ name }) => name === LOADER)) throw new Error(`${execPath} does not use ${LOADER}`);
  return packFiles({ node: execPath, dawn, chrome, system, driver: await driverLibraries() });
}

/** The folder in which a browser has Vulkan: its own, or that to which a script in /usr/bin leads. */
async function chromeFolder() {
  const browser = await findBrowser();
  if (!browser)
    throw new Error('it takes Vulkan from Chrome, and there is none. Run: node tools/setup.mjs --browser');
  const folders = [dirname(realpathSync(browser)), `/usr/lib/${basename(browser)}`];
  const folder = folders.find((path) => existsSync(join(path, 'libvk_swiftshader.so')));
  if (!folder) throw new Error(`there is no libvk_swiftshader.so in ${folders.join(' or ')}`);
  return folder;
}

/** With all that they need. */
async function driverLibraries() {
  const found = await findLibraries(DRIVER_LIBRARIES);
  return [...found, ...(await librariesOf(found.map(({ path }) => path)))];
}

/** Those that are here. @param {readonly string[]} names */
async function findLibraries(names) {
  const found = await Promise.all(names.map(async (name) => ({ name, path: await findLibrary(name) })));
  return found.flatMap(({ name, path }) => (path ? [{ name, path }] : []));
}
