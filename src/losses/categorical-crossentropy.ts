import { logProbabilities } from './log-probabilities.ts';
import { checkNumber, type Loss, makeLoss, type SmoothingOptions, smooth } from './loss.ts';

/** -sum(y log p) over the last axis, for labels that are distributions (one-hot rows). */
export function categoricalCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
}: SmoothingOptions = {}): Loss {
  const name = 'categoricalCrossentropy';
  checkNumber(name, { labelSmoothing }, 0, 1);
  const config = { fromLogits, labelSmoothing };
  return makeLoss({ name, labels: 'distributions', config }, (labels, p) => {
    const y = smooth(labels, labelSmoothing, p.shape[p.rank - 1]);
    return y.mul(logProbabilities(p, fromLogits)).sum(-1).neg();
  });
}
