import { type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean(|yTrue - yPred|) over the last axis. */
export const meanAbsoluteError = (): Loss =>
  makeLoss({ name: 'meanAbsoluteError' }, (y, p) => meanOfLast(p.sub(y).abs()));
