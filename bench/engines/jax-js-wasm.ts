import { jaxJs } from './jax-js/engine.ts';

export const engine = jaxJs('wasm');
