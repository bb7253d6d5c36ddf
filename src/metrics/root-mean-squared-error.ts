import { meanSquaredError } from '../losses/mean-squared-error.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** Root of the mean of squared errors over all examples (not the mean of the batches' roots). */
export const rootMeanSquaredError = ({ name = 'rootMeanSquaredError' }: MetricOptions = {}): MeanMetric => ({
  name,
  call: meanSquaredError().call,
  finish: (mean) => mean.sqrt(),
});
