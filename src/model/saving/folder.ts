import { FormatError } from '../../core/errors.ts';

const FILE = 'model.safetensors';

/** Node's own modules; bundlers must not look for them in web pages. */
const node = <T>(name: string): Promise<T> => import(/* @vite-ignore */ `node:${name}`);

// As much of Node as is used here: the library is made for web pages and knows no types of Node's.
interface Files {
  mkdir(path: string, options: { recursive: boolean }): Promise<unknown>;
  readFile(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
}
interface Paths {
  join(...parts: string[]): string;
  resolve(path: string): string;
}
interface Urls {
  fileURLToPath(url: string): string;
}

/** In Node: the bytes as model.safetensors in a folder, 'file://folder', which is made where it is missing. */
export async function writeFolder(address: string, bytes: Uint8Array): Promise<void> {
  const { mkdir, rename, writeFile } = await node<Files>('fs/promises');
  const { join } = await node<Paths>('path');
  const folder = await folderOf(address);
  await mkdir(folder, { recursive: true });
  // Whoever reads, or stops the program, in the middle finds the old file or the new one.
  const part = join(folder, `${FILE}.part`);
  await writeFile(part, bytes);
  await rename(part, join(folder, FILE));
}

/** @throws FormatError when there is no such file */
export async function readFolder(call: string, address: string): Promise<Uint8Array> {
  const { readFile } = await node<Files>('fs/promises');
  const { join } = await node<Paths>('path');
  const file = join(await folderOf(address), FILE);
  try {
    return await readFile(file);
  } catch (cause) {
    throw new FormatError(`${call}: cannot read ${file}: ${(cause as Error).message}.`, { cause });
  }
}

/** 'file:///absolute' is a URL; 'file://relative' means what TensorFlow.js means by it. */
async function folderOf(address: string): Promise<string> {
  const { resolve } = await node<Paths>('path');
  const { fileURLToPath } = await node<Urls>('url');
  return address.startsWith('file:///') ? fileURLToPath(address) : resolve(address.slice('file://'.length));
}
