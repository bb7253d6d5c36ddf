// Reads a .wgsl file with its directives (`//#import`, `//#hook`, `//#end`) and says what it declares.
// Shared by the Vite plugin and by wgsl-types.mjs, so that code and types can never disagree.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WgslParser, WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const shaderRoot = resolve(projectRoot, 'shaders');

/** The largest number of storage buffers that every WebGPU adapter binds in one stage. */
const MAX_STORAGE_BUFFERS = 8;
const DECLARATIONS = new Set(
  'fn struct alias const override var const_assert enable requires diagnostic'.split(' '),
);

/**
 * @typedef {{ file: string, line: number, text: string, hook: string | null }} SourceLine
 * @typedef {{ file: string, lines: SourceLine[], imports: { file: string, line: number }[], hooks: string[] }} Source
 * @typedef {{
 *   name: string, code: string, imports: string[], files: string[], functions: string[]
 * }} ParsedWgsl `imports` are the direct ones, `files` all that were read; both are absolute paths.
 */

export class WgslError extends Error {
  /** @param {string} message @param {string} file @param {number} line */
  constructor(message, file, line) {
    super(`${relative(projectRoot, file).split(sep).join('/')}:${line}: ${message}`);
    this.name = 'WgslError';
    this.loc = { file, line, column: 0 };
  }
}

/** @param {string} file absolute path @returns {ParsedWgsl} */
export function parseWgsl(file) {
  const sources = withImports(file);
  const own = sources[sources.length - 1];
  const lines = sources.flatMap((source) => source.lines);
  rejectStrayText(lines);
  const declared = reflect(lines);
  rejectClashes(lines, declared.names);
  rejectBindings(lines, declared.bindings);
  const isOwn = (/** @type {{ line: number }} */ { line }) =>
    lines[line - 1].file === file && lines[line - 1].hook === null;
  return {
    name: relative(shaderRoot, file)
      .split(sep)
      .join('/')
      .replace(/\.wgsl$/, ''),
    code: compact(own),
    imports: own.imports.map((entry) => entry.file),
    files: sources.map((source) => source.file),
    functions: declared.functions.filter(isOwn).map((f) => f.name),
  };
}

/**
 * The file and all it imports, each once, imports first.
 * @param {string} file @param {{ file: string, line: number }[]} chain @param {Map<string, Source>} done
 * @returns {Source[]}
 */
function withImports(file, chain = [], done = new Map()) {
  const source = readSource(file);
  for (const entry of source.imports) {
    if (!existsSync(entry.file)) {
      throw new WgslError(
        `imports ${relative(dirname(file), entry.file)}, which does not exist`,
        file,
        entry.line,
      );
    }
    const path = [...chain, { file, line: entry.line }];
    if (path.some((step) => step.file === entry.file)) {
      const names = [...path.map((step) => step.file), entry.file].map((f) => relative(shaderRoot, f));
      throw new WgslError(`circular import: ${names.join(' -> ')}`, file, entry.line);
    }
    if (!done.has(entry.file)) withImports(entry.file, path, done);
  }
  done.set(file, source);
  return [...done.values()];
}

/** @param {string} file @returns {Source} */
function readSource(file) {
  /** @type {Source} */
  const source = { file, lines: [], imports: [], hooks: [] };
  /** @type {{ name: string, line: number } | null} */
  let hook = null;
  const rows = withoutComments(readFileSync(file, 'utf8')).split(/\r?\n/);
  for (const [index, row] of rows.entries()) {
    const line = index + 1;
    const fail = (/** @type {string} */ message) => new WgslError(message, file, line);
    const [, directive, argument] = /^\s*\/\/#(\w*)\s*(.*?)\s*$/.exec(row) ?? [];
    if (directive === undefined) {
      source.lines.push({ file, line, text: row.trim().replace(/\s+/g, ' '), hook: hook?.name ?? null });
      continue;
    }
    if (directive === 'import') {
      const [, path] = /^"(.+)"$/.exec(argument) ?? [];
      if (!path) throw fail(`expected //#import "path", got //#import ${argument}`);
      source.imports.push({ file: resolve(dirname(file), path), line });
    } else if (directive === 'hook') {
      if (hook)
        throw fail(`hook ${argument} starts inside hook ${hook.name}; end that one with //#end first`);
      if (!/^[A-Za-z_]\w*$/.test(argument)) throw fail(`expected //#hook NAME, got //#hook ${argument}`);
      if (source.hooks.includes(argument)) throw fail(`hook ${argument} is there twice`);
      source.hooks.push(argument);
      hook = { name: argument, line };
    } else if (directive === 'end') {
      if (!hook) throw fail('//#end without a //#hook before it');
      hook = null;
    } else {
      throw fail(`unknown directive //#${directive}; there are //#import, //#hook and //#end`);
    }
    source.lines.push({ file, line, text: '', hook: directive === 'hook' ? argument : null });
  }
  if (hook) throw new WgslError(`hook ${hook.name} has no //#end`, file, hook.line);
  return source;
}

/** Blanks comments, keeping directives and the number of lines. @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) =>
    comment.startsWith('//#') ? comment : comment.replace(/[^\n]/g, ''),
  );
}

/** @param {Source} source */
function compact({ lines, hooks }) {
  const pending = [...hooks];
  return lines
    .flatMap(({ text, hook }) => {
      if (hook === null) return text;
      return hook === pending[0] ? `//#hook ${pending.shift()}` : [];
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** wgsl_reflect skips what it does not know at the top level, so a misspelt `fn` would just vanish. @param {SourceLine[]} lines */
function rejectStrayText(lines) {
  let depth = 0;
  let expectDeclaration = true;
  for (const { file, line, text } of lines) {
    for (const [token] of text.matchAll(/[A-Za-z_]\w*|\S/g)) {
      if (expectDeclaration && depth === 0 && token !== ';' && token !== '@' && !DECLARATIONS.has(token)) {
        throw new WgslError(`expected a declaration, got '${token}'`, file, line);
      }
      expectDeclaration = false;
      if ('{(['.includes(token)) depth++;
      if ('})]'.includes(token)) depth--;
      if (depth === 0 && (token === '}' || token === ';')) expectDeclaration = true;
    }
  }
  const last = lines[lines.length - 1];
  if (depth !== 0) throw new WgslError('a bracket is never closed', last.file, last.line);
}

/** @param {SourceLine[]} lines */
function reflect(lines) {
  const text = lines.map((line) => line.text).join('\n');
  try {
    const names = new WgslParser()
      .parse(text)
      .map((node) => ({
        kind: node.astNodeType,
        name: /** @type {{ name?: string }} */ (node).name ?? '',
        line: node.line,
      }))
      .filter(({ kind }) => ['function', 'struct', 'alias', 'const', 'override', 'var'].includes(kind));
    const module = new WgslReflect(text);
    const functions = module.functions
      .filter((f) => f.stage === null)
      .map((f) => ({ name: f.name, line: f.startLine }));
    const bindings = [...module.storage, ...module.uniforms].map((variable) => ({
      name: variable.name,
      slot: `@group(${variable.group}) @binding(${variable.binding})`,
      storage: module.storage.includes(variable),
      line: names.find((declared) => declared.name === variable.name)?.line ?? 1,
    }));
    return { names, functions, bindings };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = lines[Number(/Line: (\d+)/.exec(message)?.[1] ?? 1) - 1] ?? lines[lines.length - 1];
    throw new WgslError(message.replace(/\.?\.? ?Line: \d+.*/, '').replace(/\.+$/, ''), at.file, at.line);
  }
}

/** @param {SourceLine[]} lines @param {{ name: string, line: number }[]} names */
function rejectClashes(lines, names) {
  const first = new Map();
  for (const { name, line } of names) {
    const at = lines[line - 1];
    const before = first.get(name);
    if (before) {
      const where = `${relative(projectRoot, before.file)}:${before.line}`;
      throw new WgslError(`'${name}' is already declared in ${where}; rename one of them`, at.file, at.line);
    }
    first.set(name, at);
  }
}

/** @param {SourceLine[]} lines @param {{ name: string, slot: string, storage: boolean, line: number }[]} bindings */
function rejectBindings(lines, bindings) {
  const taken = new Map();
  for (const { name, slot, line } of bindings) {
    const at = lines[line - 1];
    if (taken.has(slot)) {
      throw new WgslError(`'${name}' and '${taken.get(slot)}' share ${slot}`, at.file, at.line);
    }
    taken.set(slot, name);
  }
  const storage = bindings.filter((binding) => binding.storage);
  if (storage.length > MAX_STORAGE_BUFFERS) {
    const at = lines[storage[MAX_STORAGE_BUFFERS].line - 1];
    throw new WgslError(
      `${storage.length} storage buffers; WebGPU guarantees only ${MAX_STORAGE_BUFFERS}`,
      at.file,
      at.line,
    );
  }
}
