import type { Engine } from '../engine.ts';

/** By the name that `--engines` takes. Loaded on demand: a page holds one engine only. */
export const engines: Readonly<Record<string, () => Promise<{ engine: Engine }>>> = {
  gradloom: () => import('./gradloom.ts'),
  'tfjs-webgpu': () => import('./tfjs-webgpu.ts'),
  'tfjs-webgl': () => import('./tfjs-webgl.ts'),
  'tfjs-wasm': () => import('./tfjs-wasm.ts'),
  'tfjs-cpu': () => import('./tfjs-cpu.ts'),
  'jax-js-webgpu': () => import('./jax-js-webgpu.ts'),
  'jax-js-wasm': () => import('./jax-js-wasm.ts'),
  'plain-js': () => import('./plain-js.ts'),
};
