import { klDivergence as loss } from '../losses/kl-divergence.ts';
import { lossMetric } from './loss-metric.ts';

/** Mean divergence of predicted distributions from those of the labels; see the loss. */
export const klDivergence = lossMetric(loss);
