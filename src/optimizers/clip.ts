import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { div } from '../ops/arithmetic.ts';
import { where } from '../ops/where.ts';
import { spreadPerPart, sumPerPart } from './per-part.ts';
import type { Settings } from './settings.ts';

/** The gradients of some stretches of weights, made smaller as the options say. Formulas of Keras 3, base_optimizer.py. */
export function clipGradients(
  { clipNorm, globalClipNorm, clipValue }: Settings,
  stretches: readonly Variable[],
  gradients: readonly Tensor[],
): readonly Tensor[] {
  if (clipValue !== null) return gradients.map((gradient) => gradient.clip(-clipValue, clipValue));
  if (clipNorm !== null) {
    return gradients.map((gradient, k) => {
      const norms = sumPerPart(stretches[k], gradient.square()).sqrt();
      return gradient.mul(spreadPerPart(stretches[k], div(clipNorm, norms.maximum(clipNorm))));
    });
  }
  if (globalClipNorm === null || gradients.length === 0) return gradients;
  const norm = gradients
    .map((gradient) => gradient.square().sum())
    .reduce((a, b) => a.add(b))
    .sqrt();
  // A gradient that is not finite shall show in all weights, not vanish in a norm.
  const scale = where(norm.isFinite(), div(globalClipNorm, norm.maximum(globalClipNorm)), Number.NaN);
  return gradients.map((gradient) => gradient.mul(scale));
}
