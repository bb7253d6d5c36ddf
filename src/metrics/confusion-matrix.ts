import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from '../ops/convert.ts';
import { oneHot } from '../ops/one-hot.ts';

export interface ConfusionMatrixOptions {
  readonly numClasses: number;
  /** How much each label counts, in the shape of the labels. Default: 1. */
  readonly weights?: TensorLike | null;
}

/**
 * How often each class (row) was taken for each class (column): [numClasses, numClasses], int32, or
 * float32 with weights. A pair with a number that is no class counts nowhere.
 *
 * @param yTrue class numbers, of any shape
 * @param yPred predicted class numbers in the same shape: for probabilities, their `argMax(-1)`
 * @example gl.metrics.confusionMatrix([0, 1, 1], [0, 1, 0], { numClasses: 2 }) // [[1 0] [1 1]]
 */
export function confusionMatrix(
  yTrue: TensorLike,
  yPred: TensorLike,
  { numClasses, weights = null }: ConfusionMatrixOptions,
): Tensor {
  const given = [yTrue, yPred, ...(weights === null ? [] : [weights])].map((value) => convert(value));
  if (given.some(({ size }) => size !== given[0].size)) {
    throw new ShapeError(
      `metrics.confusionMatrix: expected one number per label everywhere, got shapes ` +
        `${given.map(({ shape }) => shapeText(shape)).join(', ')}. Use argMax(-1) on probabilities.`,
    );
  }
  const [labels, predictions, factors] = given.map((value) => value.reshape([value.size]));
  const rows = oneHot(labels, numClasses);
  const weighted = factors ? rows.mul(factors.expandDims(1)) : rows;
  const counts = weighted.matmul(oneHot(predictions, numClasses), { transposeA: true });
  return factors ? counts : counts.cast('int32');
}
