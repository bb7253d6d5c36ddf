import { meanSquaredError as loss } from '../losses/mean-squared-error.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of squared errors. */
export const meanSquaredError = lossMetric(loss);
