import { sparseCategoricalCrossentropy as loss } from '../losses/sparse-categorical-crossentropy.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean cross-entropy with labels that are class numbers; see the loss. */
export const sparseCategoricalCrossentropy = lossMetric(loss);
