import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import { adam } from './adam.ts';
import { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

const table: Readonly<Record<string, () => Optimizer>> = { sgd, rmsprop, adam };

/** An optimizer by name with its defaults, or the one that was given. */
export function getOptimizer(call: string, identifier: string | Optimizer): Optimizer {
  if (typeof identifier === 'string') return lookUp(call, 'optimizer', identifier, table)();
  if (identifier instanceof Optimizer) return identifier;
  throw new ArgumentError(
    `${call}: expected an optimizer (a name or gl.optimizers.*), got ${String(identifier)}.`,
  );
}
