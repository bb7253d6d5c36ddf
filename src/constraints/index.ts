export type { AxisOptions, Constraint, ConstraintLike } from './constraint.ts';
export { type MaxNormOptions, maxNorm } from './max-norm.ts';
export { type MinMaxNormOptions, minMaxNorm } from './min-max-norm.ts';
export { nonNeg } from './non-neg.ts';
export { unitNorm } from './unit-norm.ts';
