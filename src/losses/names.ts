import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import type { Loss, LossFunction } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';

const table: Readonly<Record<string, () => Loss>> = {
  meanSquaredError,
  meanAbsoluteError,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
  bce: binaryCrossentropy,
};

/** A loss by name, an own function of (yTrue, yPred), or the loss that was given. */
export function getLoss(call: string, identifier: string | Loss | LossFunction): Loss {
  if (typeof identifier === 'string') return lookUp(call, 'loss', identifier, table)();
  if (typeof identifier === 'function') {
    return { name: identifier.name || 'loss', labels: 'values', call: identifier };
  }
  if (typeof identifier?.call === 'function') return identifier;
  throw new ArgumentError(
    `${call}: expected a loss (a name, gl.losses.*, or a function of yTrue and yPred), got ${String(identifier)}.`,
  );
}
