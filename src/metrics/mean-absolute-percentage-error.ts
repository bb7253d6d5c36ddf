import { meanAbsolutePercentageError as loss } from '../losses/mean-absolute-percentage-error.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of absolute errors in percent of the label; see the loss. */
export const meanAbsolutePercentageError = lossMetric(loss);
