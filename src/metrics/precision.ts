import type { MetricOptions, SumMetric } from './metric.ts';
import { type OutcomeOptions, outcomesOf, single } from './outcomes.ts';
import { ratio } from './sums.ts';

/** The share of right ones among the predictions of 1; 0 without any. */
export function precision({
  name = 'precision',
  ...options
}: OutcomeOptions & MetricOptions = {}): SumMetric {
  const outcomes = outcomesOf('metrics.precision', options);
  return {
    name,
    update(...batch) {
      const { truePositives, falsePositives } = outcomes(...batch);
      return { truePositives, falsePositives };
    },
    result: ({ truePositives, falsePositives }) =>
      single(ratio(truePositives, truePositives.add(falsePositives))),
  };
}
