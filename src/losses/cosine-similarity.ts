import { unitVectors } from '../ops/norm.ts';
import { EPSILON, type Loss, makeLoss } from './loss.ts';

export interface CosineSimilarityOptions {
  /** The axis along which vectors lie. Default -1. */
  readonly axis?: number;
}

/** Minus the cosine of the angle between label and prediction: -1 when they point the same way, 0 when either is 0. */
export const cosineSimilarity = ({ axis = -1 }: CosineSimilarityOptions = {}): Loss =>
  makeLoss({ name: 'cosineSimilarity', config: { axis } }, (y, p) =>
    unitVectors(y, axis, EPSILON)
      .mul(unitVectors(p, axis, EPSILON))
      .sum(axis)
      .neg(),
  );
