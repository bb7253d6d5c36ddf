import type { Tensor } from '../graph/tensor.ts';
import { EPSILON, type Loss, makeLoss, meanOfLast } from './loss.ts';

/** mean((log(1 + yTrue) - log(1 + yPred))²) over the last axis; both are taken as 1e-7 at least. */
export const meanSquaredLogarithmicError = (): Loss =>
  makeLoss({ name: 'meanSquaredLogarithmicError' }, (y, p) => meanOfLast(scaled(p).sub(scaled(y)).square()));

const scaled = (x: Tensor): Tensor => x.maximum(EPSILON).log1p();
