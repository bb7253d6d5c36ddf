const BLOCK = 512;

/**
 * The bytes of a file in a tar archive, a view of them; null when it is not in there, or not whole.
 * Source: POSIX.1-1988, the "ustar" format.
 */
export function findInTar(archive: Uint8Array<ArrayBuffer>, name: string): Uint8Array<ArrayBuffer> | null {
  const text = (begin: number, end: number): string =>
    String.fromCharCode(...archive.subarray(begin, end)).split('\0')[0];
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const size = Number.parseInt(text(at + 124, at + 136), 8);
    if (!(size >= 0)) return null;
    const begin = at + BLOCK;
    if (
      text(at, at + 100)
        .split('/')
        .at(-1) === name &&
      size > 0
    ) {
      return begin + size <= archive.length ? archive.subarray(begin, begin + size) : null;
    }
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}
