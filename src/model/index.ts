export { History } from './history.ts';
export { Sequential, type SequentialOptions, sequential } from './sequential.ts';
export type {
  BatchLogs,
  Callback,
  CompileOptions,
  Data,
  EvaluateOptions,
  FitOptions,
  Logs,
  NonFiniteLoss,
  NumberArray,
  PredictOptions,
  Progress,
  TrainedModel,
  ValidationData,
} from './types.ts';
