import { categoricalHinge as loss } from '../losses/categorical-hinge.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean of what the right class's lead over the others lacks to 1; see the loss. */
export const categoricalHinge = lossMetric(loss);
