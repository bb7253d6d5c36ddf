// Bundles an app against dist/, as a user's build would.
import { relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { projectRoot } from '../wgsl-parser.mjs';

const dist = resolve(projectRoot, 'dist');

/** What apps load when they ask for it, and none of ours does. Whatever else is split off counts. */
const LATER = ['gpu/later.js', 'model/later.js', 'schedule/print.js', 'shaders/later.wgsl.js'];

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

/** @param {string} file of an output's module */
export const inDist = (file) => relative(dist, file).split(sep).join('/');

/**
 * @param {string} source code of an app that imports 'gradloom'
 * @param {{ minify?: boolean }} options
 * @returns {Promise<{ all: Chunk[], needed: Chunk[] }>} its chunks, the entry first; those that it loads
 */
export async function bundle(source, { minify = true } = {}) {
  const entry = 'virtual:app';
  const result = await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { gradloom: resolve(dist, 'index.js') } },
    build: { write: false, target: 'es2022', minify, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
  });
  const [{ output }] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([result].flat());
  const all = output.filter((item) => item.type === 'chunk').sort((a, b) => +b.isEntry - +a.isEntry);
  const needed = new Set([all[0]]);
  for (const { imports, dynamicImports } of needed) {
    for (const name of [...imports, ...dynamicImports]) {
      const chunk = all.find(({ fileName }) => fileName === name);
      if (chunk && !LATER.includes(inDist(chunk.facadeModuleId ?? ''))) needed.add(chunk);
    }
  }
  return { all, needed: [...needed] };
}

/** @param {readonly Chunk[]} chunks */
export const kilobytesOf = (chunks) =>
  chunks.reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0) / 1024;
