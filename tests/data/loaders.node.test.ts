import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromStatLib, loadCaliforniaHousing } from '../../src/data/california-housing.ts';
import { download } from '../../src/data/download.ts';
import { loadFashionMnist } from '../../src/data/fashion-mnist.ts';
import { loadRedWine } from '../../src/data/red-wine.ts';
import { findInTar } from '../../src/data/tar.ts';

const wine = await readFile(join(import.meta.dirname, '../../demos/red-wine/data/winequality-red.csv'));
const files: Record<string, Uint8Array> = {
  '/wine.csv': wine,
  '/wine.csv.gz': gzipSync(wine),
  '/cut.csv': wine.subarray(0, 1000),
  '/cut.csv.gz': gzipSync(wine).subarray(0, 1000),
};

let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    response.writeHead(body ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test.each(['/wine.csv', '/wine.csv.gz'])('the red wines from %s', async (path) => {
  const table = await loadRedWine({ url: base + path });
  expect(table.length).toBe(1599);
  const counts = new Map<number, number>();
  for (const quality of table.column('quality').data) counts.set(quality, (counts.get(quality) ?? 0) + 1);
  expect([3, 4, 5, 6, 7, 8].map((quality) => counts.get(quality))).toEqual([10, 53, 681, 638, 199, 18]);
});

test('the first URL that has the right bytes is taken', async () => {
  const sha256 = createHash('sha256').update(wine).digest('hex');
  const urls = ['/nowhere', '/cut.csv', '/wine.csv'].map((path) => base + path);
  expect(await download('test', { name: 'wine', urls, sha256 })).toEqual(new Uint8Array(wine));
});

test.each([
  ['/cut.csv', /its contents have sha256 [0-9a-f]{64}, expected 4a402cf0/],
  ['/cut.csv.gz', /gzip-compressed, but damaged or cut off/],
  ['/nowhere', /data.loadRedWine: could not fetch winequality-red.csv.\n.*\/nowhere: HTTP 404 Not Found/],
])('%s is refused', async (path, message) => {
  await expect(loadRedWine({ url: base + path })).rejects.toThrow(message);
});

test('a server that does not answer, a signal that aborts', async () => {
  await expect(loadRedWine({ url: 'http://127.0.0.1:1/' })).rejects.toThrow(
    'Put the file on your own server and pass its address.',
  );
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(loadFashionMnist({ baseUrl: base, signal })).rejects.toThrow('enough');
});

test('other data under the right name is refused', async () => {
  await expect(loadFashionMnist({ baseUrl: base })).rejects.toThrow(/-ubyte.gz: HTTP 404/);
  await expect(loadCaliforniaHousing({ url: `${base}/wine.csv` })).rejects.toThrow('expected a2b44dcc');
});

test('California: the first two blocks as scikit-learn gives them', () => {
  const { x, y, featureNames } = fromStatLib(
    '-122.230000,37.880000,41.000000,880.000000,129.000000,322.000000,126.000000,8.325200,452600.000000\n' +
      '-122.220000,37.860000,21.000000,7099.000000,1106.000000,2401.000000,1138.000000,8.301400,358500.000000\n',
  );
  expect(featureNames[0]).toBe('MedInc');
  expect(x.shape).toEqual([2, 8]);
  const first = [8.3252, 41, 6.984126984126984, 1.0238095238095237, 322, 2.5555555555555554, 37.88, -122.23];
  expect([...x.data.slice(0, 8)]).toEqual(first);
  expect([...y.data]).toEqual([4.526, 3.585]);
});

/** An archive with these files, as `tar --format=ustar` makes it. */
function tar(entries: readonly [name: string, text: string][]): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name);
    header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
    const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    body.write(text);
    return [header, body];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

test('a file in a tar archive', () => {
  const archive = tar([
    ['folder/', ''],
    ['folder/a.txt', 'x'.repeat(513)],
    ['folder/b.data', 'found'],
  ]);
  expect(new TextDecoder().decode(findInTar(archive, 'b.data') ?? undefined)).toBe('found');
  expect(findInTar(archive, 'c.data')).toBe(null);
  expect(findInTar(archive.subarray(0, archive.length - 1540), 'b.data')).toBe(null);
  expect(findInTar(new Uint8Array(wine), 'b.data')).toBe(null);
});
