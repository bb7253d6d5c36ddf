import { full } from '../ops/creation.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import type { MetricOptions, SumMetric } from './metric.ts';
import { ratio, weighed } from './sums.ts';

export interface MeanIoUOptions extends MetricOptions {
  readonly numClasses: number;
  /** Labels are class numbers, not one-hot rows. Default true. */
  readonly sparseYTrue?: boolean;
  /** Predictions are class numbers, not probabilities of each. Default true. */
  readonly sparseYPred?: boolean;
}

/** Intersection over union, of what is and what was predicted to be of a class: the mean over the classes that occur. */
export const meanIoU = ({
  numClasses,
  sparseYTrue = true,
  sparseYPred = true,
  name = 'meanIoU',
}: MeanIoUOptions): SumMetric => ({
  name,
  update(yTrue, yPred, weights) {
    const labels = sparseYTrue ? yTrue : yTrue.argMax(-1);
    const predictions = sparseYPred ? yPred : yPred.argMax(-1);
    const each = weighed(full(labels.shape, 1), weights);
    return { matrix: confusionMatrix(labels, predictions, { numClasses, weights: each }) };
  },
  result({ matrix }) {
    const diagonal = matrix.reshape([numClasses ** 2]).stridedSlice([0], [numClasses ** 2], [numClasses + 1]);
    const union = matrix.sum(0).add(matrix.sum(1)).sub(diagonal);
    return ratio(ratio(diagonal, union).sum(), union.notEqual(0).cast('float32').sum());
  },
});
