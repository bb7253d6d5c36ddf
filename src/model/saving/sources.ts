import { ArgumentError, FormatError } from '../../core/errors.ts';
import { readFolder } from './folder.ts';
import { readRecord } from './indexed-db.ts';

/** Where a model can be loaded from. */
export type LoadSource = string | URL | Blob | ArrayBuffer | Uint8Array | readonly File[];

export interface SourceFile {
  readonly bytes: Uint8Array;
  /** A description in JSON rather than a safetensors file. */
  readonly isJson: boolean;
  /** Reads a file that lies beside this one. */
  readonly beside: (path: string) => Promise<Uint8Array>;
}

/** Reads the file that a model is in. */
export async function readSource(call: string, source: LoadSource): Promise<SourceFile> {
  if (Array.isArray(source)) return readFiles(call, source as readonly File[]);
  if (source instanceof Uint8Array || source instanceof ArrayBuffer)
    return alone(call, new Uint8Array(source as ArrayBuffer));
  if (source instanceof Blob) return alone(call, await bytesOf(source));
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new ArgumentError(
      `${call}: expected 'indexeddb://name', a URL, a File, a Blob or bytes; got ${String(source)}.`,
    );
  }
  const address = String(source);
  if (address.startsWith('indexeddb://')) return alone(call, await readRecord(call, address));
  if (address.startsWith('file://')) return alone(call, await readFolder(call, address));
  return fetched(call, address);
}

async function fetched(call: string, address: string): Promise<SourceFile> {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  const url = new URL(address, base);
  const get = async (at: URL): Promise<Uint8Array> => {
    const response = await fetch(at);
    if (!response.ok) throw new FormatError(`${call}: ${at} answered with status ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const bytes = await get(url);
  return { bytes, isJson: looksLikeJson(bytes), beside: (path) => get(new URL(path, url)) };
}

/** The one that is JSON describes the model; the others are its weights, found by their names. */
async function readFiles(call: string, files: readonly File[]): Promise<SourceFile> {
  const main = files.find(({ name }) => name.endsWith('.json')) ?? files[0];
  if (!main) throw new ArgumentError(`${call}: expected at least one file, got an empty list.`);
  const bytes = await bytesOf(main);
  return {
    bytes,
    isJson: looksLikeJson(bytes),
    beside: async (path) => {
      const wanted = path.split('/').pop();
      const file = files.find(({ name }) => name === wanted);
      if (file) return bytesOf(file);
      throw new FormatError(
        `${call}: the model needs the file ${path}, which is not among ${files.map(({ name }) => name).join(', ')}.`,
      );
    },
  };
}

const alone = (call: string, bytes: Uint8Array): SourceFile => ({
  bytes,
  isJson: looksLikeJson(bytes),
  beside: async (path) => {
    throw new FormatError(
      `${call}: the model needs the file ${path}. Pass both files, or the URL of the model.`,
    );
  },
});

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** A safetensors file has a '{' too, but behind eight bytes of length; JSON has it first. */
const looksLikeJson = (bytes: Uint8Array): boolean => {
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return text.startsWith('{') && bytes[7] !== 0;
};
