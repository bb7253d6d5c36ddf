import { DataError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Deflate makes nothing more than so many times smaller. */
const LARGEST_RATIO = 1032;
/** Compressed bytes at a time: browsers unpack on the page's own thread, here a few milliseconds long. */
const SLICE = 2 ** 16;

/**
 * The bytes that a gzip file holds, unpacked without holding the page up.
 * @throws DataError when it is damaged, cut off, or claims to hold more than it can
 */
export async function gunzip(
  call: string,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // A gzip file ends with the length of what it holds.
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
    if (size > bytes.length * LARGEST_RATIO) throw new RangeError(`cannot hold ${size} bytes`);
    const { readable, writable } = new DecompressionStream('gzip');
    const [unpacked] = await Promise.all([collect(readable, size), feed(writable, bytes)]);
    return unpacked;
  } catch (cause) {
    throw new DataError(`${call}: ${name} is gzip-compressed, but damaged or cut off. Fetch it again.`, {
      cause,
    });
  }
}

async function feed(sink: WritableStream<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = sink.getWriter();
  for (let begin = 0; begin < bytes.length; begin += SLICE) {
    await writer.write(bytes.subarray(begin, begin + SLICE));
    await pause();
  }
  await writer.close();
}

async function collect(source: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(size);
  const reader = source.getReader();
  let end = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    all.set(read.value, end);
    end += read.value.length;
  }
  if (end !== size) throw new RangeError(`holds ${end} bytes instead of ${size}`);
  return all;
}
