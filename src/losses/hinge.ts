import type { Tensor } from '../graph/tensor.ts';
import { type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean(max(1 - yTrue yPred, 0)) over the last axis, for labels -1 and 1. A batch of nothing but 0 and 1 is turned into these. */
export const hinge = (): Loss => makeLoss({ name: 'hinge' }, (y, p) => meanOfLast(shortfall(y, p)));

/** How much the margin, the product of label and score, lacks to 1. */
export const shortfall = (y: Tensor, p: Tensor): Tensor => signs(y).mul(p).neg().add(1).relu();

/** Keras decides by all labels of the batch: a 0 among others is no class. */
function signs(y: Tensor): Tensor {
  const binary = y.equal(y.square()).all();
  return y.mul(2).sub(1).where(binary, y);
}
