import { outcomeMetric } from './outcome-metric.ts';

/** Weight of the labels 1 for which 0 was predicted. Without weights: their number. */
export const falseNegatives = outcomeMetric('falseNegatives');
