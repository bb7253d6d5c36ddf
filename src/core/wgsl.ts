/** A WGSL function that kernels can call. */
export interface WgslFunction {
  readonly name: string;
  readonly module: WgslModule;
}

/** What `import module from './kernel.wgsl'` gives; tools/wgsl-plugin.ts makes it at build time. */
export interface WgslModule {
  /** Path under shaders/ without the extension: 'elementwise/relu'. */
  readonly name: string;
  /**
   * Source without comments and indentation; a hook region is one line, `//#hook NAME`. Empty until `fetchCode` has
   * loaded it, of a module that shaders/later.wgsl names.
   */
  code: string;
  readonly imports: readonly WgslModule[];
  /** Functions at the top level, without the stand-ins inside of hook regions. */
  readonly functions: Readonly<Record<string, WgslFunction>>;
}

/** A WgslModule whose functions TypeScript knows by name (see shaders/modules.d.ts). */
export type WgslModuleOf<Names extends string> = Omit<WgslModule, 'functions'> & {
  readonly functions: Readonly<Record<Names, WgslFunction>>;
};

/** Called by the modules that tools/wgsl-plugin.ts generates, so that each of them stays a few lines. */
export function wgslModule(
  name: string,
  code: string,
  imports: readonly WgslModule[] = [],
  names: Iterable<string> = namesIn(code),
): WgslModule {
  const functions: Record<string, WgslFunction> = {};
  const module: WgslModule = { name, code, imports, functions };
  for (const key of names) functions[key] = { name: key, module };
  return module;
}

const namesIn = (code: string): string[] => Array.from(code.matchAll(/^fn (\w+)/gm), ([, name]) => name);
