import { l1l2 } from './l1-l2.ts';
import type { Regularizer } from './regularizer.ts';

/** `l2 * sum(w²)`; default factor 0.01. */
export const l2 = (options: { readonly l2?: number } = {}): Regularizer => ({
  ...l1l2({ l2: options.l2 ?? 0.01 }),
  name: 'l2',
});
