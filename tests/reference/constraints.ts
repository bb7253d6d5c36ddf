/** Keras 3's constraints in float64. Source: keras/src/constraints/constraints.py. */

import { type Axis, map, type NdArray, reduce, zip } from './array.ts';

export interface ConstraintOptions {
  minValue?: number;
  maxValue?: number;
  rate?: number;
  axis?: Axis;
}

const epsilon = 1e-7;

/** What the length of a vector becomes; nonNeg does not go by lengths. */
const lengthAfter: Record<string, (length: number, options: ConstraintOptions) => number> = {
  maxNorm: (length, { maxValue = 2 }) => Math.min(length, maxValue),
  unitNorm: () => 1,
  minMaxNorm: (length, { minValue = 0, maxValue = 1, rate = 1 }) =>
    rate * Math.min(Math.max(length, minValue), maxValue) + (1 - rate) * length,
};

/** A weight after its constraint. */
export function constrained(name: string, weight: NdArray, options: ConstraintOptions = {}): NdArray {
  if (name === 'nonNeg') return map(weight, (w) => Math.max(w, 0));
  const { axis = 0 } = options;
  const lengths = reduce(weight, axis, (vector) => Math.hypot(...vector), { keepDims: true });
  return zip((w, length) => (w * lengthAfter[name](length, options)) / (epsilon + length), weight, lengths);
}
