import { ArgumentError } from '../core/errors.ts';
import type { Regularizer } from './regularizer.ts';

export interface L1L2Options {
  /** Factor of the sum of absolute values. Default 0. */
  readonly l1?: number;
  /** Factor of the sum of squares. Default 0. */
  readonly l2?: number;
}

/** `l1 * sum(|w|) + l2 * sum(w²)`, as in Keras (no factor ½). */
export function l1l2({ l1 = 0, l2 = 0 }: L1L2Options = {}): Regularizer {
  checkFactors({ l1, l2 });
  return {
    name: 'l1l2',
    config: { l1, l2 },
    penalty(weight) {
      // One sum over one expression, so that it is one kernel.
      const squares = weight.square().mul(l2);
      if (l1 === 0) return squares.sum();
      const absolutes = weight.abs().mul(l1);
      return l2 === 0 ? absolutes.sum() : absolutes.add(squares).sum();
    },
  };
}

/** Refuses a factor that is not a number of at least 0. */
export function checkFactors(factors: Readonly<Record<string, number>>): void {
  for (const [name, factor] of Object.entries(factors)) {
    if (factor >= 0 && Number.isFinite(factor)) continue;
    throw new ArgumentError(`regularizers: ${name} must be a number of at least 0, got ${factor}.`);
  }
}
