import { hinge as loss } from '../losses/hinge.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of what margins lack to 1; see the loss. */
export const hinge = lossMetric(loss);
