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

export interface FocalOptions extends SmoothingOptions {
  /** Weight of the focal term. Default 0.25. */
  readonly alpha?: number;
  /** The larger, the less a well classified example counts. Default 2. */
  readonly gamma?: number;
}

export interface BinaryFocalOptions extends FocalOptions {
  /** Weighs class 1 by alpha and class 0 by 1 - alpha. Default false: alpha has no effect. */
  readonly applyClassBalancing?: boolean;
}

/**
 * Cross-entropy times (1 - p of the right class)^gamma, averaged over the last axis; probabilities are
 * clipped to [1e-7, 1 - 1e-7] in the logarithm. Source: Lin et al., "Focal Loss", arXiv 1708.02002.
 */
export function binaryFocalCrossentropy({
  applyClassBalancing = false,
  alpha = 0.25,
  gamma = 2,
  fromLogits = false,
  labelSmoothing = 0,
}: BinaryFocalOptions = {}): Loss {
  const name = 'binaryFocalCrossentropy';
  checkNumber(name, { alpha, labelSmoothing }, 0, 1);
  checkNumber(name, { gamma });
  const config = { applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing };
  return makeLoss({ name, labels: 'probabilities', config }, (labels, yPred) => {
    const y = smooth(labels, labelSmoothing, 2);
    const other = y.neg().add(1);
    const logits = fromLogits ? yPred : logitsOf(yPred, 'sigmoid');
    // From logits, 1 - p keeps its precision where p is almost 1.
    const p = logits ? logits.sigmoid() : yPred;
    const q = logits ? logits.neg().sigmoid() : yPred.neg().add(1);
    const [logP, logQ] = [p, q].map((x) => x.clip(EPSILON, 1 - EPSILON).log());
    const crossentropy = y.mul(logP).add(other.mul(logQ)).neg();
    const focal = crossentropy.mul(y.mul(q).add(other.mul(p)).pow(gamma));
    return meanOfLast(applyClassBalancing ? focal.mul(y.mul(alpha).add(other.mul(1 - alpha))) : focal);
  });
}
