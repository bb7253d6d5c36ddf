import { poisson as loss } from '../losses/poisson.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of yPred - yTrue log(yPred), for counts; see the loss. */
export const poisson = lossMetric(loss);
