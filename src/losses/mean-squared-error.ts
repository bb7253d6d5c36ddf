import { type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean((yTrue - yPred)²) over the last axis. */
export const meanSquaredError = (): Loss =>
  makeLoss({ name: 'meanSquaredError' }, (y, p) => meanOfLast(p.sub(y).square()));
