import { ArgumentError } from '../core/errors.ts';
import { camelCase, lookUp } from '../core/names.ts';
import { LOSSES } from '../losses/names.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { cosineSimilarity } from './cosine-similarity.ts';
import { crossentropy } from './crossentropy.ts';
import { fBetaScore } from './f-beta-score.ts';
import { f1Score } from './f1-score.ts';
import { falseNegatives } from './false-negatives.ts';
import { falsePositives } from './false-positives.ts';
import { logCoshError } from './log-cosh-error.ts';
import { lossMetric } from './loss-metric.ts';
import { isMetric, type Metric, type MetricFunction, type MetricOptions } from './metric.ts';
import { precision } from './precision.ts';
import { r2Score } from './r2-score.ts';
import { recall } from './recall.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';
import { sparseTopKCategoricalAccuracy } from './sparse-top-k-categorical-accuracy.ts';
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
  // The losses of these names have another sign.
  cosineSimilarity,
  cosineProximity: cosineSimilarity,
  logCoshError,
  acc: accuracy,
  ce: crossentropy,
  rmse: rootMeanSquaredError,
};

/** A metric by name (reported under the name as it was spelled), an own function, or the one that was given. */
export function getMetric(call: string, identifier: string | Metric | MetricFunction): Metric {
  if (typeof identifier === 'string') {
    return lookUp(call, 'metric', identifier, table)({ name: camelCase(identifier) });
  }
  if (typeof identifier === 'function') return { name: identifier.name || 'metric', call: identifier };
  if (isMetric(identifier)) return identifier;
  throw new ArgumentError(
    `${call}: expected a metric (a name, gl.metrics.*, or a function of yTrue and yPred), got ${String(identifier)}.`,
  );
}
