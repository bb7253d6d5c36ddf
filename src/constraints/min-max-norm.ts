import { ArgumentError } from '../core/errors.ts';
import type { AxisOptions, Constraint } from './constraint.ts';
import { checkLengths, rescale } from './norms.ts';

export interface MinMaxNormOptions extends AxisOptions {
  /** Default 0. */
  readonly minValue?: number;
  /** Default 1. */
  readonly maxValue?: number;
  /** How far a vector goes towards the allowed length in one step: 1 (default) is all the way. */
  readonly rate?: number;
}

/** Brings the lengths of vectors to between `minValue` and `maxValue`. */
export function minMaxNorm({
  minValue = 0,
  maxValue = 1,
  rate = 1,
  axis = 0,
}: MinMaxNormOptions = {}): Constraint {
  checkLengths('minMaxNorm', { minValue, maxValue });
  if (!(rate >= 0 && rate <= 1)) {
    throw new ArgumentError(`constraints.minMaxNorm: rate must be a number from 0 to 1, got ${rate}.`);
  }
  return {
    name: 'minMaxNorm',
    config: { minValue, maxValue, rate, axis },
    apply: (weight) =>
      rescale(weight, axis, (lengths) =>
        lengths
          .clip(minValue, maxValue)
          .mul(rate)
          .add(lengths.mul(1 - rate)),
      ),
  };
}
