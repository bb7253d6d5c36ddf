import { ArgumentError } from '../core/errors.ts';
import { camelCase, lookUp } from '../core/names.ts';
import { binaryCrossentropy } from '../losses/binary-crossentropy.ts';
import { categoricalCrossentropy } from '../losses/categorical-crossentropy.ts';
import { sparseCategoricalCrossentropy } from '../losses/sparse-categorical-crossentropy.ts';
import { accuracy } from './accuracy.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import { lossMetric } from './loss-metric.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import type { Metric, MetricFunction, MetricOptions } from './metric.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';

const table: Readonly<Record<string, (options: MetricOptions) => Metric>> = {
  accuracy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  rootMeanSquaredError,
  meanSquaredError,
  meanAbsoluteError,
  binaryCrossentropy: lossMetric(binaryCrossentropy),
  categoricalCrossentropy: lossMetric(categoricalCrossentropy),
  sparseCategoricalCrossentropy: lossMetric(sparseCategoricalCrossentropy),
  acc: accuracy,
  rmse: rootMeanSquaredError,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
};

/** A metric by name (reported under the name as it was spelled), an own function, or the one that was given. */
export function getMetric(call: string, identifier: string | Metric | MetricFunction): Metric {
  if (typeof identifier === 'string') {
    return lookUp(call, 'metric', identifier, table)({ name: camelCase(identifier) });
  }
  if (typeof identifier === 'function') return { name: identifier.name || 'metric', call: identifier };
  if (typeof identifier?.call === 'function') return identifier;
  throw new ArgumentError(
    `${call}: expected a metric (a name, gl.metrics.*, or a function of yTrue and yPred), got ${String(identifier)}.`,
  );
}
