// What src/index.ts exports, read by TypeScript itself: names, signatures, docstrings, options.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type FunctionLikeDeclaration,
  type Node,
  type ParameterDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast';
import {
  isArrowFunction,
  isClassDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import {
  API,
  type Checker,
  type Symbol as Declared,
  type JSDocTagInfo,
  NodeBuilderFlags,
  type Project,
  type Signature,
  SignatureKind,
  SymbolFlags,
} from 'typescript/unstable/sync';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Something that the package exports. */
export interface Entry {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'type' | 'namespace';
  /** 'src/ops/relu.ts' */
  readonly file: string;
  /** The docstring without its tags. */
  readonly text: string;
  /** What stands behind `@formula` and so on; one line for each of several `@param`. */
  readonly tags: Readonly<Record<string, string>>;
  /** TypeScript: a call form each, or the declaration of a type. */
  readonly signatures: readonly string[];
  /** What a namespace exports, or the public members of a class or interface. */
  readonly members: readonly Entry[];
  /** The interfaces of a function's parameters. */
  readonly options: readonly Entry[];
}

/** The exports of src/index.ts. */
export function readApi(): Entry[] {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProject: resolve(root, 'tsconfig.json') }).getProjects();
    return new Reader(project).exports();
  } finally {
    api.close();
  }
}

/** The operations among them: functions of src/ops, without second names. */
export const operationsOf = (entries: readonly Entry[]): Entry[] =>
  entries.filter(({ kind, file }) => kind === 'function' && file.startsWith('src/ops/'));

class Reader {
  readonly #project: Project;
  readonly #checker: Checker;

  constructor(project: Project) {
    this.#project = project;
    this.#checker = project.checker;
  }

  exports(): Entry[] {
    const file = this.#project.program.getSourceFile(resolve(root, 'src/index.ts'));
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (!module) throw new Error('src/index.ts is not part of tsconfig.json');
    return this.#exportsOf(module);
  }

  /** Of several names of one thing the first. */
  #exportsOf(module: Declared): Entry[] {
    const named = new Map<number, [name: string, symbol: Declared]>();
    for (const exported of this.#checker.getExportsOfModule(module)) {
      const isAlias = exported.flags & SymbolFlags.Alias;
      const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
      if (!named.has(symbol.id)) named.set(symbol.id, [exported.name, symbol]);
    }
    return [...named.values()].map(([name, symbol]) => this.#entry(name, symbol));
  }

  #entry(name: string, symbol: Declared): Entry {
    const declaration = symbol.declarations[0]?.resolve();
    const base = {
      name,
      file: fileOf(declaration),
      text: symbol.getDocumentationComment(this.#checker),
      tags: tagsOf(symbol.getJsDocTags(this.#checker)),
      signatures: [],
      members: [],
      options: [],
    };
    if (symbol.flags & SymbolFlags.Module) {
      return { ...base, kind: 'namespace', members: this.#exportsOf(symbol) };
    }
    if (symbol.flags & (SymbolFlags.Class | SymbolFlags.Interface)) {
      const kind = symbol.flags & SymbolFlags.Class ? 'class' : 'type';
      return { ...base, kind, signatures: classText(declaration), members: this.#members(symbol) };
    }
    if (symbol.flags & SymbolFlags.TypeAlias) {
      const text = declaration?.getText().replace(/^export /, '') ?? '';
      return { ...base, kind: 'type', signatures: [text] };
    }
    const type = this.#checker.getTypeOfSymbol(symbol);
    const calls = type ? this.#checker.getSignaturesOfType(type, SignatureKind.Call) : [];
    return {
      ...base,
      kind: 'function',
      signatures: calls.map((call) => this.#callText(name, call, declaration)),
      options: [...new Map(calls.flatMap((call) => this.#optionsOf(call))).values()],
    };
  }

  /** `relu(x: TensorLike): Tensor`, with the defaults that the source gives its parameters. */
  #callText(name: string, call: Signature, declaration: Node | undefined): string {
    const flags = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.UseAliasDefinedOutsideCurrentScope;
    const made = this.#checker.signatureToSignatureDeclaration(
      call,
      SyntaxKind.FunctionType,
      undefined,
      flags,
    );
    if (!made) throw new Error(`${name}: TypeScript gives no signature`);
    const print = (node: Node | undefined): string => (node ? this.#project.emitter.printNode(node) : '');
    const { parameters, type, typeParameters } = made as FunctionLikeDeclaration;
    const generic = typeParameters ? `<${typeParameters.map(print).join(', ')}>` : '';
    const source = functionOf(declaration)?.parameters ?? [];
    const written = parameters.map((parameter, k) => parameterText(parameter, source[k], print));
    return `${name}${oneLine(generic)}(${written.join(', ')}): ${oneLine(print(type))}`;
  }

  #optionsOf(call: Signature): [name: string, options: Entry][] {
    return call.getParameters().flatMap((_, k) => {
      const given = this.#checker.getParameterType(call, k);
      const type = given && this.#checker.getNonNullableType(given);
      const symbol = type?.isUnionType() ? undefined : type?.getSymbol();
      if (symbol?.flags !== SymbolFlags.Interface) return [];
      const entry = this.#entry(symbol.name, symbol);
      return entry.file ? [[entry.name, entry]] : [];
    });
  }

  #members(symbol: Declared): Entry[] {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    return this.#checker.getPropertiesOfType(type).flatMap((member) => {
      const declaration = member.valueDeclaration?.resolve();
      const file = fileOf(declaration);
      const text = declaration ? oneLine(headOf(declaration)) : '';
      if (!file || member.name.includes('#') || /^(private|protected)\b/.test(text)) return [];
      return [
        {
          name: member.name,
          kind: 'type' as const,
          file,
          text: member.getDocumentationComment(this.#checker),
          tags: tagsOf(member.getJsDocTags(this.#checker)),
          signatures: [text],
          members: [],
          options: [],
        },
      ];
    });
  }
}

/** 'src/ops/relu.ts'; nothing for what is declared elsewhere. */
function fileOf(declaration: Node | undefined): string {
  const name = declaration?.getSourceFile().fileName ?? '';
  return name.startsWith(`${root}src/`) ? name.slice(root.length) : '';
}

/** `class Variable extends Tensor`; nothing for an interface. */
function classText(declaration: Node | undefined): string[] {
  if (!declaration || !isClassDeclaration(declaration)) return [];
  const heritage = declaration.heritageClauses?.map((clause) => clause.getText()) ?? [];
  return [['class', declaration.name?.text, ...heritage].join(' ')];
}

/** What stands several times under one tag is put together, as overloads do; only examples keep their lines. */
function tagsOf(tags: readonly JSDocTagInfo[]): Record<string, string> {
  const texts = new Map<string, Set<string>>();
  for (const { name, text = '' } of tags) {
    const own = name === 'example' ? text.trim() : oneLine(text);
    texts.set(name, (texts.get(name) ?? new Set()).add(own));
  }
  return Object.fromEntries([...texts].map(([name, lines]) => [name, [...lines].join('\n')]));
}

/** The function that a declaration declares, unless another function makes it. */
function functionOf(declaration: Node | undefined): FunctionLikeDeclaration | undefined {
  if (!declaration) return undefined;
  if (isFunctionDeclaration(declaration)) return declaration.body ? declaration : undefined;
  if (!isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  return initializer && isArrowFunction(initializer) ? initializer : undefined;
}

function parameterText(
  { name, type, dotDotDotToken, questionToken }: ParameterDeclaration,
  source: ParameterDeclaration | undefined,
  print: (node: Node | undefined) => string,
): string {
  const label = isIdentifier(name) ? name.text : 'options';
  const typeText = oneLine(print(type)).replace(/ \| undefined$/, '');
  const given = source?.initializer?.getText();
  if (given && given !== '{}') return `${label}: ${typeText} = ${given}`;
  return `${dotDotDotToken ? '...' : ''}${label}${questionToken ? '?' : ''}: ${typeText}`;
}

/** A member's declaration without its body or value. */
function headOf(declaration: Node): string {
  const { body, initializer, type } = declaration as Node & { body?: Node; initializer?: Node; type?: Node };
  const text = declaration.getText();
  const end = body ?? (type ? undefined : initializer);
  const head = end ? text.slice(0, end.getStart() - declaration.getStart()) : text;
  return head.replace(/[=\s;]+$/, '').replace(/^(readonly|override|async) /g, '');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The shaders that a source file imports. */
export function shadersOf(file: string): string[] {
  const source = readFileSync(resolve(root, file), 'utf8');
  return [...source.matchAll(/from '(?:\.\.\/)+(shaders\/[^']+\.wgsl)'/g)].map(([, path]) => path);
}
