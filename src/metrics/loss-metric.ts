import type { Loss } from '../losses/loss.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** Makes a metric of a loss: its mean over examples. */
export const lossMetric =
  (loss: () => Loss) =>
  ({ name = loss().name }: MetricOptions = {}): Metric => ({ name, call: loss().call });
