import { l1l2 } from './l1-l2.ts';
import type { Regularizer } from './regularizer.ts';

/** `l2 * sum(w²)`; default factor 0.01. */
export const l2 = ({ l2 = 0.01 }: { readonly l2?: number } = {}): Regularizer => ({
  ...l1l2({ l2 }),
  name: 'l2',
  config: { l2 },
});
