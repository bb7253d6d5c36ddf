import type { Shape } from '../core/shape.ts';
import { binaryAccuracy } from './binary-accuracy.ts';
import { categoricalAccuracy } from './categorical-accuracy.ts';
import type { Metric, MetricOptions } from './metric.ts';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.ts';

/**
 * Fraction of right answers; what 'right' means follows from the shapes, as in Keras: one output
 * means binary, labels without the last axis mean class numbers, anything else one-hot rows.
 */
export const accuracy = ({ name = 'accuracy' }: MetricOptions = {}): Metric => ({
  name,
  call: (yTrue, yPred) => accuracyFor(yTrue.shape, yPred.shape)({ name }).call(yTrue, yPred),
});

function accuracyFor(labels: Shape, predictions: Shape): (options: MetricOptions) => Metric {
  const last = predictions[predictions.length - 1];
  if (last === 1) return binaryAccuracy;
  const sparse = labels.length < predictions.length || labels[labels.length - 1] === 1;
  return sparse ? sparseCategoricalAccuracy : categoricalAccuracy;
}
