export { l1 } from './l1.ts';
export { type L1L2Options, l1l2 } from './l1-l2.ts';
export { l2 } from './l2.ts';
export { type OrthogonalRegularizerOptions, orthogonalRegularizer } from './orthogonal.ts';
export type { Regularizer, RegularizerLike } from './regularizer.ts';
