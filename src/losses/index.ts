export { binaryCrossentropy } from './binary-crossentropy.ts';
export {
  type BinaryFocalOptions,
  binaryFocalCrossentropy,
  type FocalOptions,
} from './binary-focal-crossentropy.ts';
export { categoricalCrossentropy } from './categorical-crossentropy.ts';
export { categoricalFocalCrossentropy } from './categorical-focal-crossentropy.ts';
export { categoricalHinge } from './categorical-hinge.ts';
export { type CosineSimilarityOptions, cosineSimilarity } from './cosine-similarity.ts';
export { hinge } from './hinge.ts';
export { type HuberOptions, huber } from './huber.ts';
export { klDivergence } from './kl-divergence.ts';
export { logCosh } from './log-cosh.ts';
export type {
  CrossentropyOptions,
  LabelKind,
  Loss,
  LossFunction,
  LossLike,
  SmoothingOptions,
} from './loss.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
export { poisson } from './poisson.ts';
export { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
export { squaredHinge } from './squared-hinge.ts';
