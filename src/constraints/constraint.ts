import type { Config, PartJson } from '../core/config.ts';
import type { Tensor } from '../graph/tensor.ts';

/** Brings a weight back to where it is allowed to be, after every update. */
export interface Constraint {
  readonly name: string;
  /** The options it was made with. */
  readonly config: Config;
  /** @returns the nearest allowed weight, in the same shape */
  apply(weight: Tensor): Tensor;
}

/** What is accepted where a constraint is expected: a name, JSON, or one that was made. */
export type ConstraintLike = string | PartJson | Constraint;

/** Along which axes the vectors lie whose length counts. */
export interface AxisOptions {
  /**
   * Default 0: the inputs of each unit of a dense layer. For the filters of a convolution with a kernel
   * of shape [height, width, inputs, outputs] it is [0, 1, 2].
   */
  readonly axis?: number | readonly number[];
}
