export { accuracy } from './accuracy.ts';
export { type BinaryAccuracyOptions, binaryAccuracy } from './binary-accuracy.ts';
export { categoricalAccuracy } from './categorical-accuracy.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export type { Metric, MetricFunction, MetricOptions } from './metric.ts';
export { rootMeanSquaredError } from './root-mean-squared-error.ts';
export { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
