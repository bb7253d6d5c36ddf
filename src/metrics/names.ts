import { ArgumentError } from '../core/errors.ts';
import { camelCase, lookUp } from '../core/names.ts';
import { LOSSES } from '../losses/names.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { categoricalHinge } from './categorical-hinge.ts';
import { cosineSimilarity } from './cosine-similarity.ts';
import { crossentropy } from './crossentropy.ts';
import { fBetaScore } from './f-beta-score.ts';
import { f1Score } from './f1-score.ts';
import { falseNegatives } from './false-negatives.ts';
import { falsePositives } from './false-positives.ts';
import { hinge } from './hinge.ts';
import { klDivergence } from './kl-divergence.ts';
import { logCoshError } from './log-cosh-error.ts';
import { lossMetric } from './loss-metric.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
import { isMetric, type Metric, type MetricFunction, type MetricLike, type MetricOptions } from './metric.ts';
import { poisson } from './poisson.ts';
import { precision } from './precision.ts';
import { r2Score } from './r2-score.ts';
import { recall } from './recall.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
import { sparseTopKCategoricalAccuracy } from './sparse-top-k-categorical-accuracy.ts';
import { squaredHinge } from './squared-hinge.ts';
import { topKCategoricalAccuracy } from './top-k-categorical-accuracy.ts';
import { trueNegatives } from './true-negatives.ts';
import { truePositives } from './true-positives.ts';

const table: Readonly<Record<string, (options: MetricOptions) => Metric>> = {
  accuracy,
  crossentropy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  topKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  precision,
  recall,
  auc,
  f1Score,
  fBetaScore,
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
  rootMeanSquaredError,
  r2Score,
  ...Object.fromEntries(Object.entries(LOSSES).map(([name, loss]) => [name, lossMetric(loss)])),
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  klDivergence,
  poisson,
  hinge,
  squaredHinge,
  categoricalHinge,
  // The losses of these names have another sign.
  cosineSimilarity,
  cosineProximity: cosineSimilarity,
  logCoshError,
  acc: accuracy,
  ce: crossentropy,
  rmse: rootMeanSquaredError,
};

/**
 * A metric by name (reported under the name as it was spelled) or `gl.metrics.*`, an own function, or the one
 * that was given.
 */
export function getMetric(call: string, identifier: MetricLike): Metric {
  if (typeof identifier === 'string') {
    return lookUp(call, 'metric', identifier, table)({ name: camelCase(identifier) });
  }
  if (typeof identifier === 'function') {
    const make = Object.values(table).find((known) => known === identifier);
    return make ? make({}) : { name: identifier.name || 'metric', call: identifier as MetricFunction };
  }
  if (isMetric(identifier)) return identifier;
  throw new ArgumentError(
    `${call}: expected a metric (a name, gl.metrics.*, or a function of yTrue and yPred), got ${String(identifier)}.`,
  );
}
