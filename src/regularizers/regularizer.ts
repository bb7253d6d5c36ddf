import type { Config, PartJson } from '../core/config.ts';
import type { Tensor } from '../graph/tensor.ts';

/** Adds a penalty on a weight to the loss. */
export interface Regularizer {
  readonly name: string;
  /** The options it was made with. */
  readonly config: Config;
  /** A scalar for a weight of any shape. */
  penalty(weight: Tensor): Tensor;
}

/** What is accepted where a regularizer is expected: a name, JSON, or one that was made. */
export type RegularizerLike = string | PartJson | Regularizer;
