import { makePart } from '../core/config.ts';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { binaryFocalCrossentropy } from './binary-focal-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { categoricalFocalCrossentropy } from './categorical-focal-crossentropy.ts';
import { categoricalHinge } from './categorical-hinge.ts';
import { cosineSimilarity } from './cosine-similarity.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { klDivergence } from './kl-divergence.ts';
import { logCosh } from './log-cosh.ts';
import type { Loss, LossFunction, LossLike } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
import { poisson } from './poisson.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
import { squaredHinge } from './squared-hinge.ts';

/** All losses by their names. */
export const LOSSES: Readonly<Record<string, () => Loss>> = {
  meanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  huber,
  logCosh,
  binaryCrossentropy,
  binaryFocalCrossentropy,
  categoricalCrossentropy,
  categoricalFocalCrossentropy,
  sparseCategoricalCrossentropy,
  klDivergence,
  poisson,
  hinge,
  squaredHinge,
  categoricalHinge,
  cosineSimilarity,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
  mape: meanAbsolutePercentageError,
  msle: meanSquaredLogarithmicError,
  bce: binaryCrossentropy,
  kld: klDivergence,
  // What TensorFlow.js calls them.
  kullbackLeiblerDivergence: klDivergence,
  cosineProximity: cosineSimilarity,
};

/** A loss by name, JSON or `gl.losses.*`, an own function of (yTrue, yPred), or the loss that was given. */
export function getLoss(call: string, identifier: LossLike): Loss {
  if (typeof identifier === 'function') {
    const make = Object.values(LOSSES).find((known) => known === identifier);
    if (make) return make();
    return { name: identifier.name || 'loss', labels: 'any', config: {}, call: identifier as LossFunction };
  }
  return isLoss(identifier) ? identifier : makePart(call, 'loss', identifier, LOSSES);
}

const isLoss = (value: Exclude<LossLike, () => unknown>): value is Loss =>
  typeof (value as Partial<Loss> | null)?.call === 'function';
