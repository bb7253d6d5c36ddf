import { categoricalCrossentropy as loss } from '../losses/categorical-crossentropy.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean cross-entropy with labels that are one-hot rows; see the loss. */
export const categoricalCrossentropy = lossMetric(loss);
