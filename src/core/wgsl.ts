/** A WGSL function that kernels can call: its name, the WGSL types of its parameters, and its result type. */
export interface WgslFunction {
  readonly name: string;
  readonly params: readonly string[];
  /** Empty when the function returns nothing. */
  readonly result: string;
  readonly module: WgslModule;
}

/** What `import module from './kernel.wgsl'` gives; tools/wgsl-plugin.ts makes it at build time. */
export interface WgslModule {
  /** Path under shaders/ without the extension: 'elementwise/relu'. */
  readonly name: string;
  /** Source without comments and indentation; a hook region is one line, `//#hook NAME`. */
  readonly code: string;
  readonly imports: readonly WgslModule[];
  /** Functions at the top level that are neither entry points nor stand-ins inside a hook region. */
  readonly functions: Readonly<Record<string, WgslFunction>>;
  readonly hooks: readonly string[];
  readonly overrides: readonly string[];
}

/** Parameter types and result type of a WGSL function: `[['f32', 'f32'], 'f32']`. */
export type WgslSignature = readonly [params: readonly string[], result: string];

/** A WgslModule whose functions, hooks and overrides TypeScript knows by name (see shaders/modules.d.ts). */
export type WgslModuleOf<
  Signatures extends Readonly<Record<string, WgslSignature>>,
  Hooks extends string,
  Overrides extends string,
> = Omit<WgslModule, 'functions' | 'hooks' | 'overrides'> & {
  readonly functions: {
    readonly [Name in keyof Signatures & string]: {
      readonly name: Name;
      readonly params: Signatures[Name][0];
      readonly result: Signatures[Name][1];
      readonly module: WgslModule;
    };
  };
  readonly hooks: readonly Hooks[];
  readonly overrides: readonly Overrides[];
};

/** Called by the modules that tools/wgsl-plugin.ts generates, so that each of them stays a few lines. */
export function wgslModule(
  name: string,
  code: string,
  imports: readonly WgslModule[] = [],
  signatures: Readonly<Record<string, WgslSignature>> = {},
  hooks: readonly string[] = [],
  overrides: readonly string[] = [],
): WgslModule {
  const functions: Record<string, WgslFunction> = {};
  const module: WgslModule = { name, code, imports, functions, hooks, overrides };
  for (const [key, [params, result]] of Object.entries(signatures)) {
    functions[key] = { name: key, params, result, module };
  }
  return module;
}
