import type { Shape } from '../core/shape.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** A metric of classification for each form that labels may have. */
interface Forms {
  readonly binary: (options: MetricOptions) => MeanMetric;
  readonly sparse: (options: MetricOptions) => MeanMetric;
  readonly categorical: (options: MetricOptions) => MeanMetric;
}

/**
 * A metric whose form follows from the shapes, as in Keras: one output means binary, labels without the
 * last axis mean class numbers, anything else one-hot rows.
 */
export const byShape =
  (usual: string, forms: Forms) =>
  ({ name = usual }: MetricOptions = {}): MeanMetric => ({
    name,
    call: (yTrue, yPred) => forms[formOf(yTrue.shape, yPred.shape)]({ name }).call(yTrue, yPred),
  });

function formOf(labels: Shape, predictions: Shape): keyof Forms {
  if (predictions[predictions.length - 1] === 1) return 'binary';
  return labels.length < predictions.length || labels[labels.length - 1] === 1 ? 'sparse' : 'categorical';
}
