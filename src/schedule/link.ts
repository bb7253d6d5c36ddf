import type { WgslFunction, WgslModule } from '../core/wgsl.ts';
import type { Binding } from './binding.ts';
import { storageType } from './in-memory.ts';
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
  /** Null when the invocations of a workgroup share its memory, or hold tiles. */
  readonly invocations: Invocations | null;
  /** For each memory key, the offsets at which it is read. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each memory key, the offsets at which one invocation writes it. */
  readonly writes: ReadonlyMap<string, readonly string[]>;
  /** One word for the printed program: which kernel of the family. */
  readonly variant: string;
}

/** Invocations that know nothing of one another. */
export interface Invocations {
  /** The values of `id.x` that have something to do are below this. */
  readonly count: number;
  /** Operations of each, about. */
  readonly work: number;
}

/** Joins a template, the functions it calls and its bindings into one WGSL module: nothing that is not used. */
export function linkText(linked: LinkedKernel, isWritable: (binding: Binding) => boolean): string {
  const bindings = linked.bindings.map((binding, k) => bindingText(binding, k, isWritable(binding)));
  const code = kernelCode(linked);
  const text = [...bindings, ...usedDeclarations(code, modulesOf(linked)), code].join('\n');
  const enabled = EXTENSIONS.flatMap(([name, use]) => (use.test(text) ? [`enable ${name};`] : []));
  return [...enabled, text].join('\n');
}

/** What WGSL has only where the device has it, and what gives away that it is used. */
const EXTENSIONS = [
  ['f16', /\bf16\b/],
  ['subgroups', /@builtin\(subgroup_/],
] as const;

/** The template with its hooks filled in. */
export const kernelCode = ({ template, hooks }: Pick<LinkedKernel, 'template' | 'hooks'>): string =>
  template.code.replace(/\/\/#hook (\w+)/g, (_, name: string) => hooks[name] ?? '');

/** The modules whose declarations a kernel may need, what they import first. */
export function modulesOf({ template, functions }: LinkedKernel): Set<WgslModule> {
  const modules = new Set<WgslModule>();
  const visit = (module: WgslModule): void => {
    for (const imported of module.imports) visit(imported);
    modules.add(module);
  };
  for (const imported of template.imports) visit(imported);
  for (const fn of functions) visit(fn.module);
  return modules;
}

interface Declaration {
  readonly name: string;
  readonly text: string;
  readonly words: readonly string[];
}

const wordsIn = (text: string): string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

/** The declarations of some modules that a text needs, in their order. */
export function usedDeclarations(text: string, modules: ReadonlySet<WgslModule>): string[] {
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

const DECLARATION = /\b(?:fn|struct|alias|const|override|var(?:<\w+>)?)\s+(\w+)/;
const declaredName = (text: string): string => DECLARATION.exec(text)?.[1] ?? '';

/** What a text declares at the beginning of its lines. */
export const declaredNames = (text: string): Set<string> =>
  new Set([...text.matchAll(/^(?:fn|const) (\w+)/gm)].map(([, name]) => name));

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
    declarations.push({ name: declaredName(text), text, words: wordsIn(text) });
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
  const scalar = storageType(node);
  const element = vector ? `vec4<${scalar}>` : scalar;
  const access = written || writable ? 'read_write' : 'read';
  return `@group(0) @binding(${position}) var<storage, ${access}> ${name}: array<${element}>;`;
}
