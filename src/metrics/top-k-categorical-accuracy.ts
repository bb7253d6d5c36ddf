import { logitsOf } from '../activations/logits.ts';
import type { Tensor } from '../graph/tensor.ts';
import { alike } from '../losses/loss.ts';
import { oneHot } from '../ops/one-hot.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

export interface TopKOptions extends MetricOptions {
  /** How many guesses there are. Default 5. */
  readonly k?: number;
}

/** How often the label's class is among the k most probable; labels are one-hot rows. */
export const topKCategoricalAccuracy = ({
  k = 5,
  name = 'topKCategoricalAccuracy',
}: TopKOptions = {}): MeanMetric => ({
  name,
  call: (yTrue, yPred) => inTopK(alike('metrics.topKCategoricalAccuracy', yTrue, yPred).argMax(-1), yPred, k),
});

/** 1 where fewer than k classes are more probable than the one of that number. */
export function inTopK(classes: Tensor, yPred: Tensor, k: number): Tensor {
  // Softmax keeps the order, so its logits answer as well and cost less.
  const scores = logitsOf(yPred, 'softmax') ?? yPred;
  const hit = oneHot(classes, scores.shape[scores.rank - 1], 'bool');
  const own = scores.where(hit, 0).sum(-1, { keepDims: true });
  return scores.greater(own).cast('float32').sum(-1).less(k).cast('float32');
}
