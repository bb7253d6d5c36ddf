import { EPSILON, type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean(yPred - yTrue log(yPred + 1e-7)) over the last axis: for counts. */
export const poisson = (): Loss =>
  makeLoss({ name: 'poisson' }, (y, p) => meanOfLast(p.sub(y.mul(p.add(EPSILON).log()))));
