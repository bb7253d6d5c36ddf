import { type Loss, makeLoss } from './loss.ts';

/** max(1 + max((1 - yTrue) yPred) - sum(yTrue yPred), 0) over the last axis, for one-hot rows. */
export const categoricalHinge = (): Loss =>
  makeLoss({ name: 'categoricalHinge', labels: 'distributions' }, (y, p) => {
    const [right, wrong] = [y.mul(p).sum(-1), y.neg().add(1).mul(p).max(-1)];
    return wrong.sub(right).add(1).relu();
  });
