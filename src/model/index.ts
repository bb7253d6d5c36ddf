export { Functional, type FunctionalOptions, model } from './functional.ts';
export { History } from './history.ts';
export { Model } from './model.ts';
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
  FitOptions,
  LabelledData,
  Logs,
  NonFiniteLoss,
  PerOutput,
  PredictOptions,
  Progress,
  TrainedModel,
} from './types.ts';
