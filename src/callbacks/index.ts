export { type CsvLoggerOptions, csvLogger } from './csv-logger.ts';
export { type EarlyStoppingOptions, earlyStopping } from './early-stopping.ts';
export { type LearningRateSchedulerOptions, learningRateScheduler } from './learning-rate-scheduler.ts';
export { type Checkpoint, type ModelCheckpointOptions, modelCheckpoint } from './model-checkpoint.ts';
export type { MonitorOptions } from './monitor.ts';
export { type ProgressBarOptions, progressBar } from './progress-bar.ts';
export { type ReduceLROnPlateauOptions, reduceLROnPlateau } from './reduce-lr-on-plateau.ts';
export { terminateOnNaN } from './terminate-on-nan.ts';
