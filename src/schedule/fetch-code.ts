import type { WgslModule } from '../core/wgsl.ts';

/** The code of modules that few programs call, which an app loads as a chunk of its own: see shaders/later.wgsl. */
export async function fetchCode(modules: readonly WgslModule[]): Promise<void> {
  const { default: later } = await import('../../shaders/later.wgsl');
  const codes = new Map(later.imports.map(({ name, code }) => [name, code]));
  for (const module of modules) module.code = codes.get(module.name) ?? '';
}
