import { logitsOf } from '../activations/logits.ts';
import {
  checkNumber,
  EPSILON,
  type Loss,
  makeLoss,
  meanOfLast,
  type SmoothingOptions,
  smooth,
} from './loss.ts';

/**
 * -(y log p + (1 - y) log(1 - p)), averaged over the last axis. Probabilities that come from a
 * sigmoid are traced back to its logits; others are clipped to [1e-7, 1 - 1e-7], as in Keras.
 */
export function binaryCrossentropy({ fromLogits = false, labelSmoothing = 0 }: SmoothingOptions = {}): Loss {
  const name = 'binaryCrossentropy';
  checkNumber(name, { labelSmoothing }, 0, 1);
  const config = { fromLogits, labelSmoothing };
  return makeLoss({ name, labels: 'probabilities', config }, (labels, yPred) => {
    const y = smooth(labels, labelSmoothing, 2);
    const logits = fromLogits ? yPred : logitsOf(yPred, 'sigmoid');
    if (logits) return meanOfLast(logits.softplus().sub(logits.mul(y)));
    const p = yPred.clip(EPSILON, 1 - EPSILON);
    const [hit, miss] = [y.mul(p.log()), y.neg().add(1).mul(p.neg().add(1).log())];
    return meanOfLast(hit.add(miss).neg());
  });
}
