import type { MetricOptions, SumMetric } from './metric.ts';
import { type OutcomeOptions, outcomesOf, single } from './outcomes.ts';
import { ratio } from './sums.ts';

/** The share of the labels 1 for which 1 was predicted; 0 without any. */
export function recall({ name = 'recall', ...options }: OutcomeOptions & MetricOptions = {}): SumMetric {
  const outcomes = outcomesOf('metrics.recall', options);
  return {
    name,
    update(...batch) {
      const { truePositives, falseNegatives } = outcomes(...batch);
      return { truePositives, falseNegatives };
    },
    result: ({ truePositives, falseNegatives }) =>
      single(ratio(truePositives, truePositives.add(falseNegatives))),
  };
}
