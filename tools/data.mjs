// `npm run data`: finds or downloads the full data sets of the demos, and verifies them.
// Also the one place that knows where they may lie; the Vite plugin and the sample packer ask `locate`.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where downloads are kept: git-ignored, so that deleting the checkout deletes them too. */
export const cacheFolder = join(root, 'data');

/**
 * Published at https://github.com/zalandoresearch/fashion-mnist under the MIT licence. The sha256 is that of the decompressed file, because the publisher, Keras' mirror and Debian
 * compress the same bytes differently.
 *
 * @type {DataSet}
 */
export const fashionMnist = {
  name: 'fashion-mnist',
  sources: [
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
  ],
  folders: [
    join(cacheFolder, 'fashion-mnist'),
    '/usr/share/datasets/fashion-mnist',
    resolve(root, '../shared/data/fashion-mnist'),
    resolve(root, '../shared/data'),
  ],
  files: {
    'train-images-idx3-ubyte.gz': 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    'train-labels-idx1-ubyte.gz': 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    't10k-images-idx3-ubyte.gz': '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    't10k-labels-idx1-ubyte.gz': '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
};

/**
 * @typedef {{ name: string, sources: string[], folders: string[], files: Record<string, string> }} DataSet
 * @typedef {(text: string) => void} Print
 */

/**
 * The first folder that holds every file of the data set. Presence is enough: `npm run data` moves a file
 * into the cache only after verifying it.
 *
 * @param {DataSet} set
 * @returns {Promise<string | null>}
 */
export async function locate(set) {
  for (const folder of set.folders) {
    const present = Object.keys(set.files).map((file) => access(join(folder, file)));
    if ((await Promise.allSettled(present)).every(({ status }) => status === 'fulfilled')) return folder;
  }
  return null;
}

/**
 * @param {Uint8Array} compressed a gzip file
 * @param {string} expected sha256 of what is inside, in hex
 * @returns {string | null} what is wrong with it, or null
 */
export function problemWith(compressed, expected) {
  try {
    const actual = createHash('sha256').update(gunzipSync(compressed)).digest('hex');
    return actual === expected ? null : `its contents have sha256 ${actual}, expected ${expected}`;
  } catch {
    return 'it is not a complete gzip file';
  }
}

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * @param {string} url
 * @param {(received: number, total: number) => void} onProgress `total` is 0 when the server does not say
 */
async function download(url, onProgress) {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`);
  const total = Number(response.headers.get('content-length') ?? 0);
  const chunks = [];
  let received = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    received += chunk.length;
    onProgress(received, total);
  }
  return Buffer.concat(chunks);
}

/**
 * Downloads one file into `folder`, from the first source that delivers the right bytes.
 *
 * @param {DataSet} set
 * @param {string} file
 * @param {string} folder
 * @param {Print} print
 */
async function fetchFile(set, file, folder, print) {
  const expected = set.files[file];
  const failures = [];
  for (const source of set.sources) {
    try {
      const show = (/** @type {number} */ received, /** @type {number} */ total) => {
        const percent = total > 0 ? ` of ${megabytes(total)} (${Math.floor((100 * received) / total)}%)` : '';
        if (stdout.isTTY) print(`\r\x1b[K  ${file}  ${megabytes(received)}${percent}`);
      };
      const bytes = await download(source + file, show);
      const problem = problemWith(bytes, expected);
      if (problem) throw new Error(problem);
      await mkdir(folder, { recursive: true });
      // Renaming is atomic: an interrupted run never leaves half a file under the final name.
      await writeFile(join(folder, `${file}.part`), bytes);
      await rename(join(folder, `${file}.part`), join(folder, file));
      print(`${stdout.isTTY ? '\r\x1b[K' : ''}  ${file}  ${megabytes(bytes.length)}, verified\n`);
      return;
    } catch (error) {
      if (stdout.isTTY) print('\r\x1b[K');
      failures.push(`  ${source}${file}\n    ${reason(error)}`);
    }
  }
  throw new Error(
    `could not fetch ${file}:\n${failures.join('\n')}\n` +
      'Check the network (behind a proxy: NODE_USE_ENV_PROXY=1 with HTTPS_PROXY, Node 22.21 or newer), or put\n' +
      `the files into ${folder} yourself, or on Debian and Ubuntu: apt-get install dataset-fashion-mnist`,
  );
}

/** `fetch` hides the reason (no such host, refused, reset) in the error's cause. */
const reason = (/** @type {unknown} */ error) => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/**
 * Finds the data set and verifies it, or downloads it into its first folder.
 *
 * @param {DataSet} set
 * @param {{ again?: boolean, print?: Print }} [options] `again`: download even if the files are there
 */
export async function obtain(set, { again = false, print = (text) => stdout.write(text) } = {}) {
  const [cache] = set.folders;
  const found = again ? null : await locate(set);
  if (found === null) print(`${set.name}: downloading into ${cache}\n`);
  else print(`${set.name}: found in ${found}, verifying\n`);
  for (const [file, expected] of Object.entries(set.files)) {
    if (found === null) {
      const kept = again ? null : await readFile(join(cache, file)).catch(() => null);
      if (kept && problemWith(kept, expected) === null) print(`  ${file}  already there, verified\n`);
      else await fetchFile(set, file, cache, print);
      continue;
    }
    const problem = problemWith(await readFile(join(found, file)), expected);
    if (problem)
      throw new Error(
        `${join(found, file)} is damaged: ${problem}.\nFetch it again: npm run data -- --again`,
      );
    print(`  ${file}  verified\n`);
  }
  print(`${set.name}: ready. The demo and \`npm run train\` use it from now on (reload the page).\n`);
}

const help = `Usage: npm run data [-- --again]

Makes the full Fashion-MNIST (60,000 + 10,000 images, 30 MB) available to the demos and to \`npm run train\`.
Looks in ${cacheFolder}, then where Debian's package dataset-fashion-mnist puts it;
downloads it from its publisher only if it is in neither. Verifies every file (sha256).

  --again   download even if the files are there
  --help    this text
`;

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({
      options: { again: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) stdout.write(help);
    else await obtain(fashionMnist, values);
  } catch (error) {
    stderr.write(`npm run data: ${reason(error)}\n`);
    exit(1);
  }
}
