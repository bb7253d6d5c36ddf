import { EPSILON, type Loss, makeLoss, meanOfLast } from './loss.ts';

/** 100 mean(|yTrue - yPred| / max(|yTrue|, 1e-7)) over the last axis. */
export const meanAbsolutePercentageError = (): Loss =>
  makeLoss({ name: 'meanAbsolutePercentageError' }, (y, p) =>
    meanOfLast(p.sub(y).abs().div(y.abs().maximum(EPSILON))).mul(100),
  );
