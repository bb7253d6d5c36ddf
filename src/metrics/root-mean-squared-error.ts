import { meanSquaredError } from '../losses/mean-squared-error.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** Root of the mean of squared errors over all examples (not the mean of the batches' roots). */
export const rootMeanSquaredError = ({ name = 'rootMeanSquaredError' }: MetricOptions = {}): Metric => ({
  name,
  call: meanSquaredError().call,
  finish: (mean) => mean.sqrt(),
});
