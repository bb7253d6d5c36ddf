import { lookUp } from '../core/names.ts';
import { l1 } from './l1.ts';
import { l1l2 } from './l1-l2.ts';
import { l2 } from './l2.ts';
import type { Regularizer } from './regularizer.ts';

// As a name it means 0.01 for both, though l1l2() without options means none: as in Keras.
const table: Readonly<Record<string, () => Regularizer>> = {
  l1,
  l2,
  l1l2: () => l1l2({ l1: 0.01, l2: 0.01 }),
};

/** A regularizer by name, or the one that was given; null for none. */
export function getRegularizer(
  call: string,
  identifier: string | Regularizer | null | undefined,
): Regularizer | null {
  return typeof identifier === 'string'
    ? lookUp(call, 'regularizer', identifier, table)()
    : (identifier ?? null);
}
