import { onesLike } from '../ops/creation.ts';
import type { AxisOptions, Constraint } from './constraint.ts';
import { rescale } from './norms.ts';

/** Gives every vector the length 1. */
export const unitNorm = ({ axis = 0 }: AxisOptions = {}): Constraint => ({
  name: 'unitNorm',
  config: { axis },
  apply: (weight) => rescale(weight, axis, onesLike),
});
