export { type AdamOptions, adam } from './adam.ts';
export { Optimizer, type UpdateStep } from './optimizer.ts';
export { type RmspropOptions, rmsprop } from './rmsprop.ts';
export { type SgdOptions, sgd } from './sgd.ts';
