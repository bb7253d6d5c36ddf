export { type Accumulator, accumulate } from './accumulate.ts';
export { accuracy } from './accuracy.ts';
export { type AucOptions, auc } from './auc.ts';
export { type BinaryAccuracyOptions, binaryAccuracy } from './binary-accuracy.ts';
export { binaryCrossentropy } from './binary-crossentropy.ts';
export { categoricalAccuracy } from './categorical-accuracy.ts';
export { categoricalCrossentropy } from './categorical-crossentropy.ts';
export { categoricalHinge } from './categorical-hinge.ts';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts';
export { cosineSimilarity } from './cosine-similarity.ts';
export { crossentropy } from './crossentropy.ts';
export { type F1Options, type FBetaOptions, fBetaScore } from './f-beta-score.ts';
export { f1Score } from './f1-score.ts';
export { falseNegatives } from './false-negatives.ts';
export { falsePositives } from './false-positives.ts';
export { hinge } from './hinge.ts';
export { klDivergence } from './kl-divergence.ts';
export { logCoshError } from './log-cosh-error.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
export { type MeanIoUOptions, meanIoU } from './mean-iou.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
export type {
  MeanMetric,
  Metric,
  MetricFunction,
  MetricLike,
  MetricOptions,
  SumMetric,
  Sums,
} from './metric.ts';
export type { OutcomeOptions, ThresholdOptions } from './outcomes.ts';
export { poisson } from './poisson.ts';
export { precision } from './precision.ts';
export { type R2Options, r2Score } from './r2-score.ts';
export { recall } from './recall.ts';
export { rootMeanSquaredError } from './root-mean-squared-error.ts';
export { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
export { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
export { sparseTopKCategoricalAccuracy } from './sparse-top-k-categorical-accuracy.ts';
export { squaredHinge } from './squared-hinge.ts';
export { type TopKOptions, topKCategoricalAccuracy } from './top-k-categorical-accuracy.ts';
export { trueNegatives } from './true-negatives.ts';
export { truePositives } from './true-positives.ts';
