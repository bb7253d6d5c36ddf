import { classNumbers } from '../losses/loss.ts';
import type { MeanMetric } from './metric.ts';
import { inTopK, type TopKOptions } from './top-k-categorical-accuracy.ts';

/** How often the label's class is among the k most probable; labels are class numbers. */
export const sparseTopKCategoricalAccuracy = ({
  k = 5,
  name = 'sparseTopKCategoricalAccuracy',
}: TopKOptions = {}): MeanMetric => ({
  name,
  call: (yTrue, yPred) =>
    inTopK(classNumbers('metrics.sparseTopKCategoricalAccuracy', yTrue, yPred), yPred, k),
});
