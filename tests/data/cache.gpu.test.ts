import { afterAll, expect, test } from 'vitest';
import { download } from '../../src/data/download.ts';

const contents = new TextEncoder().encode('a small data set');
const hash = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', contents)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('');
const file = (name: string, url: string) => ({ name, urls: [url], sha256: hash });
const publish = (data: BlobPart) => URL.createObjectURL(new Blob([data]));

afterAll(() => caches.delete('gradloom-data'));

test('a file is fetched once', async () => {
  const url = publish(contents);
  expect(await download('test', file('once', url))).toEqual(contents);
  URL.revokeObjectURL(url);
  expect(await download('test', file('once', url))).toEqual(contents);
  await expect(download('test', file('once', url), { cache: false })).rejects.toThrow('could not fetch once');
  await expect(download('test', file('other name', url))).rejects.toThrow('could not fetch other name');
});

test('what is damaged is neither kept nor taken from the cache', async () => {
  await expect(download('test', file('damaged', publish('something else')))).rejects.toThrow('expected');
  const cache = await caches.open('gradloom-data');
  const key = `https://gradloom.invalid/${hash}/damaged`;
  expect(await cache.match(key)).toBeUndefined();
  await cache.put(key, new Response('something else'));
  expect(await download('test', file('damaged', publish(contents)))).toEqual(contents);
  expect(await (await cache.match(key))?.text()).toBe('a small data set');
});

test('with { cache: false } nothing is kept', async () => {
  const url = publish(contents);
  await download('test', file('private', url), { cache: false });
  const cache = await caches.open('gradloom-data');
  expect(await cache.match(`https://gradloom.invalid/${hash}/private`)).toBeUndefined();
});
