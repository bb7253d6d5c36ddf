import { logCosh as loss } from '../losses/log-cosh.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of log(cosh(error)); see the loss. */
export const logCoshError = lossMetric(loss, 'logCoshError');
