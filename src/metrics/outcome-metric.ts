import type { MetricOptions, SumMetric } from './metric.ts';
import { type Outcomes, outcomesOf, single, type ThresholdOptions } from './outcomes.ts';

/** Makes the metric that is one of the four outcomes. */
export const outcomeMetric =
  (outcome: keyof Outcomes) =>
  ({ name = outcome, ...options }: ThresholdOptions & MetricOptions = {}): SumMetric => {
    const outcomes = outcomesOf(`metrics.${outcome}`, options);
    return {
      name,
      update: (...batch) => ({ count: outcomes(...batch)[outcome] }),
      result: ({ count }) => single(count),
    };
  };
