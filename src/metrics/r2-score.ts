import { lookUp } from '../core/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { alike } from '../losses/loss.ts';
import { onesLike } from '../ops/creation.ts';
import type { MetricOptions, SumMetric } from './metric.ts';
import { ratio, weighed } from './sums.ts';

export interface R2Options extends MetricOptions {
  /**
   * How the outputs' scores become one: 'uniformAverage' (default), their mean; 'varianceWeightedAverage', that
   * by the spread of their labels. null gives one score per output: for `accumulate` only.
   */
  readonly classAggregation?: 'uniformAverage' | 'varianceWeightedAverage' | null;
}

/**
 * The share of the labels' variance that predictions explain: 1 when all are right, 0 for those no better
 * than the mean, and where all labels are equal. The sums are of float32: give labels whose mean is
 * thousands of times their spread to it less that mean.
 */
export function r2Score({
  classAggregation = 'uniformAverage',
  name = 'r2Score',
}: R2Options = {}): SumMetric {
  const call = 'metrics.r2Score';
  const combine = classAggregation && lookUp(call, 'classAggregation', classAggregation, AGGREGATIONS);
  return {
    name,
    update(yTrue, yPred, weights) {
      const y = alike(call, yTrue, yPred);
      const total = (x: Tensor): Tensor => weighed(x, weights).sum(0);
      return {
        sum: total(y),
        squares: total(y.square()),
        residual: total(y.sub(yPred).square()),
        count: total(onesLike(y)),
      };
    },
    result({ sum, squares, residual, count }) {
      const spread = squares.sub(sum.mul(ratio(sum, count)));
      const scores = spread
        .sub(residual)
        .div(spread.where(spread.notEqual(0), 1))
        .where(spread.notEqual(0), 0);
      return combine ? combine(scores, spread) : scores;
    },
  };
}

const AGGREGATIONS: Readonly<Record<string, (scores: Tensor, spread: Tensor) => Tensor>> = {
  uniformAverage: (scores) => scores.mean(),
  varianceWeightedAverage: (scores, spread) => ratio(scores.mul(spread).sum(), spread.sum()),
};
