import type { Tensor } from '../graph/tensor.ts';

/** Adds a penalty on a weight to the loss. */
export interface Regularizer {
  readonly name: string;
  /** A scalar for a weight of any shape. */
  penalty(weight: Tensor): Tensor;
}
