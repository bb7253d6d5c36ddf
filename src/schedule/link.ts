import { wgslStorageType } from '../core/dtype.ts';
import type { WgslFunction, WgslModule } from '../core/wgsl.ts';
import type { Binding } from './emit.ts';
import type { Kernel } from './kernel.ts';

/** A kernel whose statements are written; what is open is which of its buffers are writable. */
export interface LinkedKernel {
  readonly kernel: Kernel;
  readonly template: WgslModule;
  /** What replaces each hook region of the template. */
  readonly hooks: Readonly<Record<string, string>>;
  readonly functions: ReadonlySet<WgslFunction>;
  /** Names of the operations that the kernel computes. */
  readonly operations: ReadonlySet<string>;
  readonly bindings: readonly Binding[];
  /** Values of the template's overrides. */
  readonly constants: Readonly<Record<string, number>>;
  readonly workgroups: readonly [number, number, number];
  /** For each memory key, the offsets at which it is read. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each memory key, the offsets at which one invocation writes it. */
  readonly writes: ReadonlyMap<string, readonly string[]>;
  /** One word for the printed program: which kernel of the family. */
  readonly variant: string;
}

/** Joins a template, the functions it calls and its bindings into one WGSL module: nothing that is not used. */
export function linkText(linked: LinkedKernel, isWritable: (binding: Binding) => boolean): string {
  const modules = new Set<WgslModule>();
  const visit = (module: WgslModule): void => {
    for (const imported of module.imports) visit(imported);
    modules.add(module);
  };
  for (const imported of linked.template.imports) visit(imported);
  for (const fn of linked.functions) visit(fn.module);
  const bindings = linked.bindings.map((binding, k) => bindingText(binding, k, isWritable(binding)));
  const code = linked.template.code.replace(
    /\/\/#hook (\w+)/g,
    (_, name: string) => linked.hooks[name] ?? '',
  );
  return [...bindings, ...usedDeclarations(code, modules), code].join('\n');
}

interface Declaration {
  readonly name: string;
  readonly text: string;
  readonly words: readonly string[];
}

const wordsIn = (text: string): string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

/** The declarations of some modules that a text needs, in their order. */
function usedDeclarations(text: string, modules: ReadonlySet<WgslModule>): string[] {
  const declarations = [...modules].flatMap(declarationsOf);
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const used = new Set<Declaration>();
  const visit = (words: readonly string[]): void => {
    for (const word of words) {
      const declaration = byName.get(word);
      if (!declaration || used.has(declaration)) continue;
      used.add(declaration);
      visit(declaration.words);
    }
  };
  visit(wordsIn(text));
  return declarations.filter((declaration) => used.has(declaration)).map((declaration) => declaration.text);
}

const known = new WeakMap<WgslModule, readonly Declaration[]>();

/** A module's functions, structs and constants: each ends where no bracket is open. */
function declarationsOf(module: WgslModule): readonly Declaration[] {
  const before = known.get(module);
  if (before) return before;
  const declarations: Declaration[] = [];
  let lines: string[] = [];
  let depth = 0;
  for (const line of module.code.split('\n')) {
    lines.push(line);
    for (const [bracket] of line.matchAll(/[{}()]/g)) depth += '{('.includes(bracket) ? 1 : -1;
    if (depth > 0 || !/[};]$/.test(line)) continue;
    const text = lines.join('\n');
    const name = /\b(?:fn|struct|alias|const|override|var(?:<\w+>)?)\s+(\w+)/.exec(text)?.[1] ?? '';
    declarations.push({ name, text, words: wordsIn(text) });
    lines = [];
  }
  known.set(module, declarations);
  return declarations;
}

/** At most this many workgroups along one dimension, everywhere. */
const MAX_WORKGROUPS = 65535;

/** Workgroups for `count` of them in a row, folded into two dimensions where one is too short. */
export function fold(count: number): [number, number, number] {
  if (count <= MAX_WORKGROUPS) return [Math.max(count, 1), 1, 1];
  const y = Math.ceil(count / MAX_WORKGROUPS);
  return [Math.ceil(count / y), y, 1];
}

/** The declaration of a binding in WGSL. */
function bindingText({ name, node, vector, written }: Binding, position: number, writable: boolean): string {
  const scalar = wgslStorageType(node.dtype);
  const element = vector ? `vec4<${scalar}>` : scalar;
  const access = written || writable ? 'read_write' : 'read';
  return `@group(0) @binding(${position}) var<storage, ${access}> ${name}: array<${element}>;`;
}
