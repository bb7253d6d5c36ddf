import { meanSquaredError as loss } from '../losses/mean-squared-error.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** Mean of squared errors. */
export const meanSquaredError = ({ name = 'meanSquaredError' }: MetricOptions = {}): Metric => ({
  name,
  call: loss().call,
});
