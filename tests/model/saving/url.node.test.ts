import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSource } from '../../../src/model/saving/sources.ts';
import { writeTarget } from '../../../src/model/saving/targets.ts';

const files = new Map<string | undefined, Buffer>();
const server = createServer(async (request, response) => {
  const { url, method } = request;
  if (url === '/closed') response.statusCode = 403;
  else if (method === 'PUT') files.set(url, await buffer(request));
  response.end(files.get(url));
});
let root = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  root = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('a URL gives back what was saved there last', async () => {
  await writeTarget('model.save', `${root}/model`, new Uint8Array([1, 2, 3]));
  await writeTarget('model.save', `${root}/model`, new Uint8Array([4, 5]));
  const { bytes } = await readSource('loadModel', `${root}/model`);
  expect(Array.from(bytes)).toEqual([4, 5]);
});

test('a server that does not take it', async () => {
  await expect(writeTarget('model.save', `${root}/closed`, new Uint8Array(1))).rejects.toThrow(
    `model.save: PUT ${root}/closed answered with status 403.`,
  );
});
