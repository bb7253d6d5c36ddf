import { alike, meanOfLast } from '../losses/loss.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

export interface BinaryAccuracyOptions extends MetricOptions {
  /** Predictions above it count as 1. Default 0.5. */
  readonly threshold?: number;
}

/** How often the prediction lies on the label's side of the threshold. */
export function binaryAccuracy({
  threshold = 0.5,
  name = 'binaryAccuracy',
}: BinaryAccuracyOptions = {}): MeanMetric {
  return {
    name,
    call(yTrue, yPred) {
      const sides = yPred.greater(threshold).cast('float32');
      return meanOfLast(sides.equal(alike('metrics.binaryAccuracy', yTrue, yPred)).cast('float32'));
    },
  };
}
