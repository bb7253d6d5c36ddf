import { logProbabilities } from './log-probabilities.ts';
import { alike, checkSmoothing, type Loss, type SmoothingOptions } from './loss.ts';

/** -sum(y log p) over the last axis, for labels that are distributions (one-hot rows). */
export function categoricalCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
}: SmoothingOptions = {}): Loss {
  const call = 'losses.categoricalCrossentropy';
  checkSmoothing(call, labelSmoothing);
  return {
    name: 'categoricalCrossentropy',
    labels: 'distributions',
    call(yTrue, yPred) {
      const labels = alike(call, yTrue, yPred);
      const classes = yPred.shape[yPred.rank - 1];
      const y = labelSmoothing > 0 ? labels.mul(1 - labelSmoothing).add(labelSmoothing / classes) : labels;
      return y.mul(logProbabilities(yPred, fromLogits)).sum(-1).neg();
    },
  };
}
