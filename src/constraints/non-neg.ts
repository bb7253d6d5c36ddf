import type { Constraint } from './constraint.ts';

/** No weight below 0. */
export const nonNeg = (): Constraint => ({
  name: 'nonNeg',
  config: {},
  apply: (weight) => weight.maximum(0),
});
