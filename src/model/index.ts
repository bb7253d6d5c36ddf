export { Functional, type FunctionalOptions, model } from './functional.ts';
export { History } from './history.ts';
export type { MemoryReport } from './memory.ts';
export { Model } from './model.ts';
export type { DtypePolicy } from './precision.ts';
export {
  type LoadedModel,
  type LoadOptions,
  loadModel,
  loadModel as loadLayersModel,
  modelFromJSON,
} from './saving/load.ts';
export type { Safetensors, StoredTensor } from './saving/safetensors.ts';
export { decodeSafetensors, encodeSafetensors } from './saving/safetensors-files.ts';
export type { SaveOptions } from './saving/save.ts';
export type { LoadSource } from './saving/sources.ts';
export type { SaveTarget } from './saving/targets.ts';
export type { Topology } from './saving/topology.ts';
export { Sequential, type SequentialOptions, sequential } from './sequential.ts';
export type {
  Batches,
  BatchesOnce,
  BatchLogs,
  BatchOptions,
  Callback,
  CompileOptions,
  Data,
  DataOf,
  EvaluateOptions,
  ExampleBatch,
  FitOptions,
  LabelledData,
  Logs,
  NonFiniteLoss,
  PerOutput,
  PredictOptions,
  Progress,
  TrainedModel,
} from './types.ts';
