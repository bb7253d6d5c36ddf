import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { eye } from '../ops/creation.ts';
import { unitVectors } from '../ops/norm.ts';
import { checkFactors } from './l1-l2.ts';
import type { Regularizer } from './regularizer.ts';

export interface OrthogonalRegularizerOptions {
  /** Default 0.01. */
  readonly factor?: number;
  /** Which vectors of the matrix shall be orthogonal to each other. Default 'rows'. */
  readonly mode?: 'rows' | 'columns';
}

/** The smallest length that a vector is divided by. */
const SMALLEST = 1e-7;

/** `factor` times the mean of |cos| of the angles between the rows (or columns) of a matrix, over all pairs. */
export function orthogonalRegularizer({
  factor = 0.01,
  mode = 'rows',
}: OrthogonalRegularizerOptions = {}): Regularizer {
  const call = 'regularizers.orthogonalRegularizer';
  checkFactors({ factor });
  if (mode !== 'rows' && mode !== 'columns') {
    throw new ArgumentError(`${call}: expected mode 'rows' or 'columns', got ${String(mode)}.`);
  }
  return {
    name: 'orthogonalRegularizer',
    config: { factor, mode },
    penalty(weight) {
      if (weight.rank !== 2) {
        throw new ShapeError(`${call}: expected a matrix, got shape ${shapeText(weight.shape)}.`);
      }
      const vectors = unitVectors(mode === 'rows' ? weight : weight.transpose(), 1, SMALLEST);
      const [n] = vectors.shape;
      const cosines = vectors.matmul(vectors, { transposeB: true }).mul(eye(n).neg().add(1));
      return cosines
        .abs()
        .sum()
        .mul(factor / Math.max(1, n * (n - 1)));
    },
  };
}
