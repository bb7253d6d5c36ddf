import type { Engine } from '../engine.ts';

/** By the name that `--engines` takes. Loaded on demand: a page holds one engine only. */
export const engines: Readonly<Record<string, () => Promise<{ engine: Engine }>>> = {
  gradloom: () => import('./gradloom.ts'),
  'tfjs-webgpu': () => import('./tfjs-webgpu.ts'),
  'jax-js': () => import('./jax-js.ts'),
};
