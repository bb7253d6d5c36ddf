import { alike } from '../losses/loss.ts';
import { bestClass } from './best-class.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** How often the most probable class is the label's; labels are one-hot rows. */
export const categoricalAccuracy = ({ name = 'categoricalAccuracy' }: MetricOptions = {}): MeanMetric => ({
  name,
  call: (yTrue, yPred) =>
    alike('metrics.categoricalAccuracy', yTrue, yPred).argMax(-1).equal(bestClass(yPred)).cast('float32'),
});
