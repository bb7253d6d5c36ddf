import { ArgumentError } from '../core/errors.ts';
import { getMetric } from '../metrics/names.ts';
import type { MetricEntry } from './training-state.ts';
import type { CompileOptions } from './types.ts';

type Metrics = NonNullable<CompileOptions['metrics']>;

/** The metrics of `compile`, under names that differ: a second 'mse' becomes 'mse_1', as in Keras. */
export function metricEntries(call: string, metrics: Metrics, weightedMetrics: Metrics): MetricEntry[] {
  const taken = new Set(['loss']);
  const entries = (name: string, list: Metrics, weighted: boolean): MetricEntry[] => {
    if (!Array.isArray(list)) {
      throw new ArgumentError(
        `${call}: ${name} must be an array, for example ['accuracy']; got ${String(list)}.`,
      );
    }
    return list.map((identifier) => {
      const metric = getMetric(call, identifier);
      let unique = metric.name;
      for (let k = 1; taken.has(unique); k++) unique = `${metric.name}_${k}`;
      taken.add(unique);
      return { metric: { ...metric, name: unique }, weighted };
    });
  };
  return [...entries('metrics', metrics, false), ...entries('weightedMetrics', weightedMetrics, true)];
}
