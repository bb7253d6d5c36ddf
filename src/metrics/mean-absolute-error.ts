import { meanAbsoluteError as loss } from '../losses/mean-absolute-error.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of absolute errors. */
export const meanAbsoluteError = lossMetric(loss);
