import { makePart } from '../core/config.ts';
import type { Constraint, ConstraintLike } from './constraint.ts';
import { maxNorm } from './max-norm.ts';
import { minMaxNorm } from './min-max-norm.ts';
import { nonNeg } from './non-neg.ts';
import { unitNorm } from './unit-norm.ts';

const table = { maxNorm, minMaxNorm, nonNeg, unitNorm };

/** A constraint by name or JSON, or the one that was given; null for none. */
export function getConstraint(
  call: string,
  identifier: ConstraintLike | null | undefined,
): Constraint | null {
  if (identifier === null || identifier === undefined) return null;
  return isConstraint(identifier) ? identifier : makePart(call, 'constraint', identifier, table);
}

const isConstraint = (value: ConstraintLike): value is Constraint =>
  typeof (value as Partial<Constraint>).apply === 'function';
