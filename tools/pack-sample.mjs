// `npm run pack-sample`: cuts the Fashion-MNIST sample that ships with the demos out of the full data set.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fashionMnist, locate, problemWith } from './data.mjs';

const target = resolve(dirname(fileURLToPath(import.meta.url)), '../demos/fashion-mnist/sample');
const classes = 10;
const imageHeader = 16;
const labelHeader = 8;
const imageBytes = 28 * 28;
const largestSample = 2e6;

/**
 * Evenly spaced picks from every class, round-robin: each run of ten consecutive images has each class once,
 * so that any tail (the validation images) is balanced as well. No random numbers: the result is reproducible.
 *
 * @param {Uint8Array} labels
 * @param {number} count a multiple of the number of classes
 */
function stratified(labels, count) {
  const perClass = count / classes;
  const rounds = Array.from({ length: perClass }, () => /** @type {number[]} */ ([]));
  for (let label = 0; label < classes; label++) {
    const members = [...labels.keys()].filter((row) => labels[row] === label);
    rounds.forEach((round, k) => {
      round.push(members[Math.floor((k * members.length) / perClass)]);
    });
  }
  return rounds.flatMap((round) => round.sort((a, b) => a - b));
}

/** @param {string} folder @param {string} file */
async function unpack(folder, file) {
  const bytes = await readFile(join(folder, file));
  const problem = problemWith(bytes, fashionMnist.files[file]);
  if (problem) throw new Error(`${join(folder, file)}: ${problem}. Fetch it again: npm run data -- --again`);
  return gunzipSync(bytes);
}

/** @param {string} folder @param {string} part 'train' or 't10k' @param {number} count */
async function pack(folder, part, count) {
  const images = await unpack(folder, `${part}-images-idx3-ubyte.gz`);
  const labels = await unpack(folder, `${part}-labels-idx1-ubyte.gz`);
  const rows = stratified(labels.subarray(labelHeader), count);
  const packedImages = Buffer.alloc(imageHeader + count * imageBytes, images.subarray(0, imageHeader));
  const packedLabels = Buffer.alloc(labelHeader + count, labels.subarray(0, labelHeader));
  packedImages.writeUInt32BE(count, 4);
  packedLabels.writeUInt32BE(count, 4);
  rows.forEach((row, i) => {
    const start = imageHeader + row * imageBytes;
    packedImages.set(images.subarray(start, start + imageBytes), imageHeader + i * imageBytes);
    packedLabels[labelHeader + i] = labels[labelHeader + row];
  });
  return {
    [`${part}-images-idx3-ubyte.gz`]: gzipSync(packedImages, { level: 9 }),
    [`${part}-labels-idx1-ubyte.gz`]: gzipSync(packedLabels, { level: 9 }),
  };
}

try {
  const folder = await locate(fashionMnist);
  if (folder === null) throw new Error('the full Fashion-MNIST is not here. Fetch it first: npm run data');
  const files = { ...(await pack(folder, 'train', 2000)), ...(await pack(folder, 't10k', 500)) };
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);
  if (total > largestSample)
    throw new Error(`the sample would take ${total} bytes; at most ${largestSample} may ship`);
  await mkdir(target, { recursive: true });
  for (const [file, bytes] of Object.entries(files)) {
    await writeFile(join(target, file), bytes);
    stdout.write(`${file}  ${bytes.length} bytes\n`);
  }
  stdout.write(`${total} bytes in ${target}, cut out of ${folder}\n`);
} catch (error) {
  stderr.write(`npm run pack-sample: ${error instanceof Error ? error.message : error}\n`);
  exit(1);
}
