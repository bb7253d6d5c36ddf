import type { FocalOptions } from './binary-focal-crossentropy.ts';
import { checkNumber, EPSILON, type Loss, makeLoss, smooth } from './loss.ts';

/**
 * -alpha sum((1 - p)^gamma y log p) over the last axis, for one-hot rows; probabilities are divided by
 * their sum and clipped to [1e-7, 1 - 1e-7]. Source: Lin et al., "Focal Loss", arXiv 1708.02002.
 */
export function categoricalFocalCrossentropy({
  alpha = 0.25,
  gamma = 2,
  fromLogits = false,
  labelSmoothing = 0,
}: FocalOptions = {}): Loss {
  const name = 'categoricalFocalCrossentropy';
  checkNumber(name, { alpha, gamma });
  checkNumber(name, { labelSmoothing }, 0, 1);
  const config = { alpha, gamma, fromLogits, labelSmoothing };
  return makeLoss({ name, labels: 'distributions', config }, (labels, yPred) => {
    const y = smooth(labels, labelSmoothing, yPred.shape[yPred.rank - 1]);
    const shares = fromLogits ? yPred.softmax() : yPred.div(yPred.sum(-1, { keepDims: true }));
    const p = shares.clip(EPSILON, 1 - EPSILON);
    return p.neg().add(1).pow(gamma).mul(y).mul(p.log()).sum(-1).mul(-alpha);
  });
}
