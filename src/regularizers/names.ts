import { type Config, makePart } from '../core/config.ts';
import { l1 } from './l1.ts';
import { l1l2 } from './l1-l2.ts';
import { l2 } from './l2.ts';
import { orthogonalRegularizer } from './orthogonal.ts';
import type { Regularizer, RegularizerLike } from './regularizer.ts';

const table = {
  l1,
  l2,
  // As a name it means 0.01 for both, though l1l2() without options means none: as in Keras.
  l1l2: (options: Config = { l1: 0.01, l2: 0.01 }) => l1l2(options),
  orthogonalRegularizer,
};

/** A regularizer by name or JSON, or the one that was given; null for none. */
export function getRegularizer(
  call: string,
  identifier: RegularizerLike | null | undefined,
): Regularizer | null {
  if (identifier === null || identifier === undefined) return null;
  return isRegularizer(identifier) ? identifier : makePart(call, 'regularizer', identifier, table);
}

const isRegularizer = (value: RegularizerLike): value is Regularizer =>
  typeof (value as Partial<Regularizer>).penalty === 'function';
