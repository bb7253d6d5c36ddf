import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSource } from '../../../src/model/saving/sources.ts';
import { writeTarget } from '../../../src/model/saving/targets.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradloom-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder in Node keeps what was written last', async () => {
  const target = String(pathToFileURL(join(folder, 'deep', 'model')));
  await writeTarget('model.save', target, new Uint8Array([1, 2, 3]));
  await writeTarget('model.save', target, new Uint8Array([4, 5]));
  const { bytes, isJson } = await readSource('loadModel', target);
  expect(Array.from(bytes)).toEqual([4, 5]);
  expect(isJson).toBe(false);
  expect(await readdir(join(folder, 'deep', 'model'))).toEqual(['model.safetensors']);
});

test('a folder without a model', async () => {
  const nowhere = String(pathToFileURL(join(folder, 'nowhere')));
  await expect(readSource('loadModel', nowhere)).rejects.toThrow(
    /loadModel: cannot read .*nowhere.*model\.safetensors/,
  );
});

test('a target that nobody knows', async () => {
  await expect(writeTarget('model.save', 'floppy://a', new Uint8Array(1))).rejects.toThrow(
    "model.save: expected 'indexeddb://name', 'downloads://name', 'https://...' or (in Node) 'file://folder', got 'floppy://a'",
  );
});
