import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Connect, ViteDevServer } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locate, obtain } from '../../tools/data.mjs';
import { dataPlugin } from '../../tools/data-plugin.mjs';

const contents = { 'a.gz': gzipSync('first file'), 'b.gz': gzipSync('second file') };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let folder: string;
let servers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradloom-data-'));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, 'localhost');
  servers.push(server);
  await new Promise((done) => server.once('listening', done));
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

const setFrom = (...sources: string[]) => ({
  name: 'tiny',
  sources,
  folders: [join(folder, 'cache'), join(folder, 'elsewhere')],
  files: { 'a.gz': sha256('first file'), 'b.gz': sha256('second file') } as Record<string, string>,
});

const publisher: RequestListener = (request, response) => {
  const bytes = contents[request.url?.slice(1) as keyof typeof contents];
  response.writeHead(bytes ? 200 : 404).end(bytes);
};

async function printed(work: (print: (text: string) => void) => Promise<void>): Promise<string> {
  let output = '';
  await work((text) => {
    output += text;
  });
  return output;
}

test('downloads, verifies and keeps the files; the next run only verifies them', async () => {
  const set = setFrom(await serve(publisher));
  expect(await locate(set)).toBeNull();
  const first = await printed((print) => obtain(set, { print }));
  expect(first).toContain(`downloading into ${join(folder, 'cache')}`);
  expect((await readdir(join(folder, 'cache'))).sort()).toEqual(['a.gz', 'b.gz']);
  expect(await readFile(join(folder, 'cache', 'a.gz'))).toEqual(contents['a.gz']);
  expect(await locate(set)).toBe(join(folder, 'cache'));
  const second = await printed((print) => obtain(set, { print }));
  expect(second).toContain(`found in ${join(folder, 'cache')}, verifying`);
});

test('goes to the next source when one is down or sends something else', async () => {
  const wrong = await serve((_, response) => response.end(gzipSync('something else')));
  const set = setFrom('http://localhost:1/', wrong, await serve(publisher));
  await printed((print) => obtain(set, { print }));
  expect(await locate(set)).not.toBeNull();
});

test('says what every source answered, and keeps nothing that is wrong', async () => {
  const wrong = await serve((_, response) => response.end(gzipSync('something else')));
  const absent = await serve((_, response) => response.writeHead(404).end());
  const page = await serve((_, response) => response.end('<!doctype html>'));
  const failure = printed((print) => obtain(setFrom(wrong, absent, page), { print }));
  await expect(failure).rejects.toThrow(/could not fetch a\.gz:/);
  await expect(failure).rejects.toThrow(`its contents have sha256 ${sha256('something else')}, expected`);
  await expect(failure).rejects.toThrow('HTTP 404 Not Found');
  await expect(failure).rejects.toThrow('it is not a complete gzip file');
  await expect(failure).rejects.toThrow(`the files into ${join(folder, 'cache')} yourself`);
  expect(await readdir(folder)).toEqual([]);
});

test('a damaged file is named, with the command that fetches it again', async () => {
  const set = setFrom(await serve(publisher));
  await printed((print) => obtain(set, { print }));
  await writeFile(join(folder, 'cache', 'b.gz'), gzipSync('tampered with'));
  await expect(printed((print) => obtain(set, { print }))).rejects.toThrow(
    /b\.gz is damaged: .*\nFetch it again: npm run data -- --again/,
  );
  await printed((print) => obtain(set, { again: true, print }));
  expect(await readFile(join(folder, 'cache', 'b.gz'))).toEqual(contents['b.gz']);
});

test('the Vite plugin serves the files as they lie there, and nothing else', async () => {
  const set = setFrom(await serve(publisher));
  let handle: Connect.NextHandleFunction | undefined;
  const use = (handler: Connect.NextHandleFunction) => {
    handle = handler;
  };
  const { configureServer } = dataPlugin([set]);
  if (typeof configureServer === 'function') {
    configureServer.call({} as never, { middlewares: { use } } as unknown as ViteDevServer);
  }
  const base = await serve((request, response) => {
    handle?.(request, response, () => response.writeHead(418).end());
  });
  const missing = await fetch(`${base}data/tiny/a.gz`);
  expect([missing.status, await missing.text()]).toEqual([
    404,
    'tiny is not on this machine; fetch it with: npm run data\n',
  ]);
  const list = async () => (await fetch(`${base}data/index.json`)).json();
  expect(await list()).toEqual([]);
  await printed((print) => obtain(set, { print }));
  expect(await list()).toEqual(['tiny']);
  const answer = await fetch(`${base}data/tiny/a.gz`);
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(contents['a.gz']);
  const head = await fetch(`${base}data/tiny/a.gz`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, `${contents['a.gz'].length}`]);
  expect((await fetch(`${base}data/tiny/..%2f..%2fsecret`)).status).toBe(404);
  expect((await fetch(`${base}data/other/a.gz`)).status).toBe(404);
  expect((await fetch(`${base}index.html`)).status).toBe(418);
});
