import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIdx } from '../../src/data/idx.ts';

const folder = join(import.meta.dirname, '../../demos/fashion-mnist/sample');
const read = async (file: string) => readIdx(new Uint8Array(await readFile(join(folder, file))), file);

test.each([
  ['train', 2000],
  ['t10k', 500],
])('%s: %i images, as many of each class, in every run of ten', async (part, count) => {
  const images = await read(`${part}-images-idx3-ubyte.gz`);
  const { shape, data } = await read(`${part}-labels-idx1-ubyte.gz`);
  expect(images.shape).toEqual([count, 28, 28]);
  expect(shape).toEqual([count]);
  for (let start = 0; start < count; start += 10) {
    expect([...data.subarray(start, start + 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

test('ships with its licence, in at most 2 MB', async () => {
  const files = await readdir(folder);
  expect(files).toContain('LICENSE');
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2e6);
});
