import { outcomeMetric } from './outcome-metric.ts';

/** Weight of the labels 1 for which 1 was predicted. Without weights: their number. */
export const truePositives = outcomeMetric('truePositives');
