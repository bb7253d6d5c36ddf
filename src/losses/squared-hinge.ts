import { shortfall } from './hinge.ts';
import { type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean(max(1 - yTrue yPred, 0)²) over the last axis, for labels as `hinge` takes them. */
export const squaredHinge = (): Loss =>
  makeLoss({ name: 'squaredHinge' }, (y, p) => meanOfLast(shortfall(y, p).square()));
