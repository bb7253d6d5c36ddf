import { outcomeMetric } from './outcome-metric.ts';

/** Weight of the labels 0 for which 0 was predicted. Without weights: their number. */
export const trueNegatives = outcomeMetric('trueNegatives');
