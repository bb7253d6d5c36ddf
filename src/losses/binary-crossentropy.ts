import { logitsOf } from '../activations/logits.ts';
import { alike, checkSmoothing, EPSILON, type Loss, meanOfLast, type SmoothingOptions } from './loss.ts';

/**
 * -(y log p + (1 - y) log(1 - p)), averaged over the last axis. Probabilities that come from a
 * sigmoid are traced back to its logits; others are clipped to [1e-7, 1 - 1e-7], as in Keras.
 */
export function binaryCrossentropy({ fromLogits = false, labelSmoothing = 0 }: SmoothingOptions = {}): Loss {
  const call = 'losses.binaryCrossentropy';
  checkSmoothing(call, labelSmoothing);
  return {
    name: 'binaryCrossentropy',
    labels: 'probabilities',
    call(yTrue, yPred) {
      const labels = alike(call, yTrue, yPred);
      const y = labelSmoothing > 0 ? labels.mul(1 - labelSmoothing).add(labelSmoothing / 2) : labels;
      const logits = fromLogits ? yPred : logitsOf(yPred, 'sigmoid');
      if (logits) return meanOfLast(logits.softplus().sub(logits.mul(y)));
      const p = yPred.clip(EPSILON, 1 - EPSILON);
      const [hit, miss] = [y.mul(p.log()), y.neg().add(1).mul(p.neg().add(1).log())];
      return meanOfLast(hit.add(miss).neg());
    },
  };
}
