export { History } from './history.ts';
export { Sequential, type SequentialOptions, sequential } from './sequential.ts';
export type {
  Callback,
  CompileOptions,
  Data,
  EvaluateOptions,
  FitOptions,
  Logs,
  NumberArray,
  PredictOptions,
  Progress,
  ValidationData,
} from './types.ts';
