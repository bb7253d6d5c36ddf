export { Functional, type FunctionalOptions, model } from './functional.ts';
export { History } from './history.ts';
export { Model } from './model.ts';
export { Sequential, type SequentialOptions, sequential } from './sequential.ts';
export type {
  BatchLogs,
  Callback,
  CompileOptions,
  Data,
  DataOf,
  EvaluateOptions,
  FitOptions,
  Logs,
  NonFiniteLoss,
  PerOutput,
  PredictOptions,
  Progress,
  TrainedModel,
  ValidationData,
} from './types.ts';
