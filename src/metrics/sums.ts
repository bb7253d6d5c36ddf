import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { rowMeans } from '../losses/row-means.ts';
import { full, zerosLike } from '../ops/creation.ts';
import { isSumMetric, type Metric, type SumMetric } from './metric.ts';

/** Values [rows, ...], each times the weight of its row (or, with weights [rows, steps], of its step). */
export const weighed = (values: Tensor, weights: Tensor | null): Tensor =>
  weights
    ? values.mul(weights.reshape([...weights.shape, ...values.shape.slice(weights.rank).map(() => 1)]))
    : values;

/** a / b, and 0 where b is 0. */
export function ratio(a: Tensor, b: Tensor): Tensor {
  const isOther = b.notEqual(0);
  return a.div(b.where(isOther, 1)).where(isOther, 0);
}

/** The shapes of a metric's sums for labels and predictions such as these, whatever their number. Computes nothing. */
export function sumShapes(metric: SumMetric, yTrue: Tensor, yPred: Tensor): Record<string, Shape> {
  const added = Object.entries(metric.update(zerosLike(yTrue), zerosLike(yPred), null));
  return Object.fromEntries(added.map(([name, { shape }]) => [name, shape]));
}

/** Any metric as one of sums: a mean is made of the values and of the weights. */
export function asSums(metric: Metric): SumMetric {
  if (isSumMetric(metric)) return metric;
  return {
    name: metric.name,
    update(yTrue, yPred, weights) {
      const values = rowMeans(metric.call(yTrue, yPred), yPred.shape[0]);
      const count = weights ? weights.sum() : full([], yPred.shape[0]);
      return { total: weighed(values, weights).sum(), count };
    },
    result({ total, count }) {
      const mean = ratio(total, count);
      return metric.finish ? metric.finish(mean) : mean;
    },
  };
}
