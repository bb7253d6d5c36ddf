import { classNumbers } from '../losses/loss.ts';
import { bestClass } from './best-class.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** How often the most probable class is the label; labels are class numbers. */
export const sparseCategoricalAccuracy = ({
  name = 'sparseCategoricalAccuracy',
}: MetricOptions = {}): Metric => ({
  name,
  call: (yTrue, yPred) =>
    classNumbers('metrics.sparseCategoricalAccuracy', yTrue, yPred).equal(bestClass(yPred)).cast('float32'),
});
