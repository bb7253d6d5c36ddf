import './methods.ts';

export * as activations from './activations/index.ts';
export type { DType, TypedArray } from './core/dtype.ts';
export * as errors from './core/errors.ts';
export { type Jitted, jit } from './eager/jit.ts';
export type { ArrayValue, NestedArray, TensorLike } from './graph/methods.ts';
export { Tensor } from './graph/tensor.ts';
export { Variable } from './graph/variable.ts';
export { type AdapterDescription, type InitOptions, init } from './init.ts';
export * as initializers from './initializers/index.ts';
export * as layers from './layers/index.ts';
export * as losses from './losses/index.ts';
export * as metrics from './metrics/index.ts';
export * from './model/index.ts';
export * from './ops/index.ts';
export * as optimizers from './optimizers/index.ts';
export * as regularizers from './regularizers/index.ts';
