import { logitsOf } from '../activations/logits.ts';
import type { Tensor } from '../graph/tensor.ts';
import { EPSILON } from './loss.ts';

/**
 * Logarithms of class probabilities. From logits, or from probabilities that a softmax made,
 * without loss of precision; from other probabilities normalised and clipped, as in Keras.
 */
export function logProbabilities(yPred: Tensor, fromLogits: boolean): Tensor {
  const logits = fromLogits ? yPred : logitsOf(yPred, 'softmax');
  if (logits) return logits.logSoftmax();
  return yPred
    .div(yPred.sum(-1, { keepDims: true }))
    .clip(EPSILON, 1 - EPSILON)
    .log();
}
