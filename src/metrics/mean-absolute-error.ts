import { meanAbsoluteError as loss } from '../losses/mean-absolute-error.ts';
import type { Metric, MetricOptions } from './metric.ts';

/** Mean of absolute errors. */
export const meanAbsoluteError = ({ name = 'meanAbsoluteError' }: MetricOptions = {}): Metric => ({
  name,
  call: loss().call,
});
