import { DataError } from '../core/errors.ts';
import { gunzip, isGzip } from './gzip.ts';

export interface DownloadOptions {
  /** Keep what was fetched in the browser's Cache Storage, and look there first. Default true. */
  readonly cache?: boolean;
  /** Ends the download. */
  readonly signal?: AbortSignal;
}

/** A file of a data set, wherever it comes from. */
export interface PublishedFile {
  readonly name: string;
  /** Where it may be, the best place first. */
  readonly urls: readonly (string | URL)[];
  /** Of the contents, in hex: publishers compress the same bytes differently. */
  readonly sha256: string;
  /** From what was fetched (and decompressed, if it was gzipped) to the contents. Default: the same. */
  readonly extract?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

const CACHE = 'gradloom-data';

/**
 * The contents of a published file, verified, from the cache or from the first URL that has them.
 * @throws DataError that tells what is wrong with every URL
 */
export async function download(
  call: string,
  file: PublishedFile,
  { cache = true, signal }: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  // Cache Storage is missing in Node and in private windows of some browsers.
  const store = cache ? await globalThis.caches?.open(CACHE).catch(() => null) : null;
  const key = `https://gradloom.invalid/${file.sha256}/${file.name}`;
  const kept = await store?.match(key);
  if (kept) {
    const contents = await verified(call, file, kept).catch(() => null);
    if (contents) return contents;
  }
  const problems: string[] = [];
  for (const url of file.urls) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
      const copy = response.clone();
      const contents = await verified(call, file, response);
      // A full disk is no reason to fail.
      await store?.put(key, copy).catch(() => {});
      return contents;
    } catch (error) {
      signal?.throwIfAborted();
      problems.push(`  ${url}: ${(error as Error).message}`);
    }
  }
  throw new DataError(
    `${call}: could not fetch ${file.name}.\n${problems.join('\n')}\n` +
      'Put the file on your own server and pass its address.',
  );
}

async function verified(
  call: string,
  { name, sha256, extract = (bytes) => bytes }: PublishedFile,
  response: Response,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const contents = extract(isGzip(bytes) ? await gunzip(call, bytes, name) : bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', contents));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found === sha256) return contents;
  throw new DataError(`its contents have sha256 ${found}, expected ${sha256}`);
}
