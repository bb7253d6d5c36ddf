import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { AxisOptions } from './constraint.ts';

/** Keras adds it to a length before it divides by it. */
const EPSILON = 1e-7;

/** The weight with each of its vectors brought from its length to the one that `desired` makes of it. */
export function rescale(
  weight: Tensor,
  axis: NonNullable<AxisOptions['axis']>,
  desired: (lengths: Tensor) => Tensor,
): Tensor {
  const lengths = weight.square().sum(axis, { keepDims: true }).sqrt();
  return weight.mul(desired(lengths).div(lengths.add(EPSILON)));
}

/** Refuses what is not a number of at least 0, in ascending order. */
export function checkLengths(call: string, lengths: Readonly<Record<string, number>>): void {
  let [least, smaller] = ['0', 0];
  for (const [name, length] of Object.entries(lengths)) {
    if (!(length >= smaller)) {
      throw new ArgumentError(
        `constraints.${call}: ${name} must be a number of at least ${least}, got ${length}.`,
      );
    }
    [least, smaller] = [`${name} (${length})`, length];
  }
}
