import type { Tensor } from '../graph/tensor.ts';
import { sinh } from '../ops/hyperbolic.ts';
import { type Loss, makeLoss, meanOfLast } from './loss.ts';

/** log(cosh(yPred - yTrue)), the mean over the last axis: e² / 2 for small errors e, |e| - log 2 for large ones. */
export const logCosh = (): Loss => makeLoss({ name: 'logCosh' }, (y, p) => meanOfLast(logOfCosh(p.sub(y))));

/** Near 0 by cosh(x) = 1 + 2 sinh²(x / 2), beyond by |x| + log((1 + exp(-2|x|)) / 2): full precision, no overflow. */
function logOfCosh(x: Tensor): Tensor {
  const size = x.abs();
  const near = sinh(x.clip(-1, 1).div(2)).square().mul(2).log1p();
  return near.where(size.lessEqual(1), size.add(size.mul(-2).softplus()).sub(Math.LN2));
}
