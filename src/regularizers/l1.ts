import { l1l2 } from './l1-l2.ts';
import type { Regularizer } from './regularizer.ts';

/** `l1 * sum(|w|)`; default factor 0.01. */
export const l1 = (options: { readonly l1?: number } = {}): Regularizer => ({
  ...l1l2({ l1: options.l1 ?? 0.01 }),
  name: 'l1',
});
