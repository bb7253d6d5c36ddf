import type { AxisOptions, Constraint } from './constraint.ts';
import { checkLengths, rescale } from './norms.ts';

export interface MaxNormOptions extends AxisOptions {
  /** Default 2. */
  readonly maxValue?: number;
}

/**
 * Shortens vectors that are longer than `maxValue`. Source: Srivastava et al., "Dropout", JMLR 2014.
 *
 * @example gl.constraints.maxNorm({ maxValue: 1 }).apply(gl.tensor([[3, 0], [4, 0.5]])) // [[0.6 0] [0.8 0.5]]
 */
export function maxNorm({ maxValue = 2, axis = 0 }: MaxNormOptions = {}): Constraint {
  checkLengths('maxNorm', { maxValue });
  return {
    name: 'maxNorm',
    config: { maxValue, axis },
    apply: (weight) => rescale(weight, axis, (lengths) => lengths.minimum(maxValue)),
  };
}
