import { arange } from '../ops/creation.ts';
import { logProbabilities } from './log-probabilities.ts';
import { type CrossentropyOptions, classNumbers, type Loss } from './loss.ts';

/** -log p[class], for labels that are class numbers 0, 1, ... */
export function sparseCategoricalCrossentropy({ fromLogits = false }: CrossentropyOptions = {}): Loss {
  return {
    name: 'sparseCategoricalCrossentropy',
    labels: 'classes',
    config: { fromLogits },
    call(yTrue, yPred) {
      const labels = classNumbers('losses.sparseCategoricalCrossentropy', yTrue, yPred);
      const hit = arange(yPred.shape[yPred.rank - 1]).equal(labels.expandDims(-1));
      // A sum over the row instead of a gather: loss, gradient and accuracy become one kernel.
      return logProbabilities(yPred, fromLogits).where(hit, 0).sum(-1).neg();
    },
  };
}
