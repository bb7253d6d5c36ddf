import type { Tensor } from '../graph/tensor.ts';
import { classNumbers } from '../losses/loss.ts';
import { arange } from '../ops/creation.ts';
import { bestClass } from './best-class.ts';
import type { MeanMetric, MetricOptions } from './metric.ts';

/** How often the most probable class is the label; labels are class numbers. */
export const sparseCategoricalAccuracy = ({
  name = 'sparseCategoricalAccuracy',
}: MetricOptions = {}): MeanMetric => ({
  name,
  call(yTrue, yPred) {
    const classes = arange(yPred.shape[yPred.rank - 1]);
    const at = (indices: Tensor): Tensor => classes.equal(indices.expandDims(-1));
    const labels = classNumbers('metrics.sparseCategoricalAccuracy', yTrue, yPred);
    // A sum over the row, as the loss has one: the two become one kernel.
    return at(labels)
      .logicalAnd(at(bestClass(yPred)))
      .cast('float32')
      .sum(-1);
  },
});
