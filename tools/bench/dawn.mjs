// Dawn's binding for Node, which the npm package `webgpu` has for six systems: 51 MB that only bench:pack downloads.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../wgsl-parser.mjs';

const run = promisify(execFile);

export const dawnVersion = '0.6.2';
const INTEGRITY =
  'sha512-3L4GfmqJLvYUIEWJngEQY+2HQiUlAFkg8+P8NDDj3Xx5hHHIFO/r8JW+ynfqBj7kHN4mbnwO74uB+lrRtLhp4Q==';

/**
 * Downloads it once into node_modules/.cache.
 * @returns {Promise<{ binding: string, licence: string }>} paths
 */
export async function fetchDawn() {
  const cache = resolve(projectRoot, 'node_modules/.cache/gradloom');
  const archive = join(cache, `webgpu-${dawnVersion}.tgz`);
  await mkdir(cache, { recursive: true });
  if (!(await isIntact(archive))) {
    await run('npm', ['pack', `webgpu@${dawnVersion}`, '--pack-destination', cache]);
    if (!(await isIntact(archive))) {
      await rm(archive);
      throw new Error(`webgpu@${dawnVersion} is not what it was; compare it with tools/bench/dawn.mjs`);
    }
  }
  const files = ['package/dist/linux-x64/dawn.node', 'package/LICENSE.md'];
  await run('tar', ['-xzf', archive, '-C', cache, ...files]);
  const [binding, licence] = files.map((file) => join(cache, file));
  return { binding, licence };
}

/** @param {string} archive */
async function isIntact(archive) {
  const bytes = await readFile(archive).catch(() => null);
  return bytes !== null && `sha512-${createHash('sha512').update(bytes).digest('base64')}` === INTEGRITY;
}
