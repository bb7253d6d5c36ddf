// Vite plugin: serves the full data sets, where they are on this machine, to the demos.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fashionMnist, locate } from './data.mjs';

/** @typedef {import('./data.mjs').DataSet} DataSet */

const prefix = '/data/';

/**
 * In dev and in preview, /data/index.json lists the data sets that are on this machine, and /data/<set>/<file>
 * answers GET and HEAD with the file; with 404 while the set is not here (`npm run data` fetches it; no restart is
 * needed). A built gallery has an empty list: pages ask it first, because a 404 is an error in the console.
 *
 * @param {DataSet[]} [sets]
 * @returns {import('vite').Plugin}
 */
export function dataPlugin(sets = [fashionMnist]) {
  const serve = serveSets(sets);
  return {
    name: 'gradloom:data',
    configureServer: ({ middlewares }) => void middlewares.use(serve),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'data/index.json', source: '[]' });
    },
    configurePreviewServer: ({ middlewares }) => void middlewares.use(serve),
  };
}

/** @param {DataSet[]} sets @returns {import('vite').Connect.NextHandleFunction} */
const serveSets = (sets) => async (request, response, next) => {
  const path = (request.url ?? '').split('?')[0];
  if (!path.startsWith(prefix)) return next();
  if (path === `${prefix}index.json`) {
    const names = await Promise.all(
      sets.map(async (set) => ((await locate(set)) === null ? [] : [set.name])),
    );
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(names.flat()));
    return;
  }
  const [name, file, ...rest] = path.slice(prefix.length).split('/');
  const set = sets.find((candidate) => candidate.name === name);
  // Only listed names reach the file system.
  if (!set || !file || rest.length > 0 || !(file in set.files))
    return notFound(response, 'no such data set or file');
  const folder = await locate(set);
  if (folder === null)
    return notFound(response, `${name} is not on this machine; fetch it with: npm run data`);
  try {
    const path = join(folder, file);
    // No content-encoding: the page decompresses, and the length lets it show progress.
    response.writeHead(200, {
      'content-type': 'application/gzip',
      'content-length': (await stat(path)).size,
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(path), response);
  } catch (error) {
    // A page that was closed half-way through a file is no fault of the server's.
    if (!response.destroyed) next(error);
  }
};

/** @param {import('node:http').ServerResponse} response @param {string} text */
function notFound(response, text) {
  response.writeHead(404, { 'content-type': 'text/plain' }).end(`${text}\n`);
}
