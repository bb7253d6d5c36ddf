import { meanSquaredLogarithmicError as loss } from '../losses/mean-squared-logarithmic-error.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of squared errors of logarithms; see the loss. */
export const meanSquaredLogarithmicError = lossMetric(loss);
