import { squaredHinge as loss } from '../losses/squared-hinge.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean square of what margins lack to 1; see the loss. */
export const squaredHinge = lossMetric(loss);
