import { binaryCrossentropy as loss } from '../losses/binary-crossentropy.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean cross-entropy of probabilities of yes or no; see the loss. */
export const binaryCrossentropy = lossMetric(loss);
