import type { Tensor } from '../graph/tensor.ts';

type Squashing = 'softmax' | 'sigmoid';

const origins = new WeakMap<Tensor, { readonly squashing: Squashing; readonly logits: Tensor }>();

/** Notes what a probability was made from, as Keras does with `_keras_logits`. */
export function rememberLogits(probabilities: Tensor, squashing: Squashing, logits: Tensor): Tensor {
  origins.set(probabilities, { squashing, logits });
  return probabilities;
}

/**
 * The logits behind probabilities, or null. A cross-entropy computed from them is accurate
 * where the probability underflows, and its gradient is `probability - label`.
 */
export function logitsOf(probabilities: Tensor, squashing: Squashing): Tensor | null {
  const origin = origins.get(probabilities);
  return origin?.squashing === squashing ? origin.logits : null;
}
