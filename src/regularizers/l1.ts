import { l1l2 } from './l1-l2.ts';
import type { Regularizer } from './regularizer.ts';

/** `l1 * sum(|w|)`; default factor 0.01. */
export const l1 = ({ l1 = 0.01 }: { readonly l1?: number } = {}): Regularizer => ({
  ...l1l2({ l1 }),
  name: 'l1',
  config: { l1 },
});
