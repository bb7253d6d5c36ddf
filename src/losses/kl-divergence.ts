import type { Tensor } from '../graph/tensor.ts';
import { EPSILON, type Loss, makeLoss } from './loss.ts';

/** sum(yTrue log(yTrue / yPred)) over the last axis, of distributions; both are clipped to [1e-7, 1]. */
export const klDivergence = (): Loss =>
  makeLoss({ name: 'klDivergence', labels: 'distributions' }, (y, p) => {
    const labels = clipped(y);
    return labels.mul(labels.div(clipped(p)).log()).sum(-1);
  });

const clipped = (x: Tensor): Tensor => x.clip(EPSILON, 1);
