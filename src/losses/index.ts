export { binaryCrossentropy } from './binary-crossentropy.ts';
export { categoricalCrossentropy } from './categorical-crossentropy.ts';
export type { CrossentropyOptions, LabelKind, Loss, LossFunction, SmoothingOptions } from './loss.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
