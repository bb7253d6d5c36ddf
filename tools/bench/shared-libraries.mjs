// What a Linux program needs beside itself.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @typedef {{ name: string, path: string }} Library `name` is what programs ask for. */

/** The shared libraries of what `ldd` printed, the loader included. @param {string} text @returns {Library[]} */
export function parseLdd(text) {
  return text.split('\n').flatMap((line) => {
    if (/=> not found/.test(line)) throw new Error(`ldd: ${line.trim()}`);
    const [, name, path] = /^\s*(?:(\S+) => )?(\/\S+) \(/.exec(line) ?? [];
    if (!path) return [];
    return [{ name: name ?? path.slice(path.lastIndexOf('/') + 1), path }];
  });
}

/** Everything that files need, each once. @param {readonly string[]} files @returns {Promise<Library[]>} */
export async function librariesOf(files) {
  const outputs = await Promise.all(files.map((file) => run('ldd', [file])));
  const all = outputs.flatMap(({ stdout }) => parseLdd(stdout));
  return [...new Map(all.map((library) => [library.name, library])).values()];
}

/** Where the loader finds a library, or null. @param {string} name */
export async function findLibrary(name) {
  // Not on everybody's path.
  const { stdout } = await run('/sbin/ldconfig', ['-p']);
  const line = stdout.split('\n').find((entry) => entry.includes(`\t${name} (libc6,x86-64)`));
  return line?.split(' => ')[1].trim() ?? null;
}
