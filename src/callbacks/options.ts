import { ArgumentError } from '../core/errors.ts';

/** Refuses options that are not whole numbers from 0 on. */
export function requireWhole(call: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (Number.isInteger(value) && value >= 0) continue;
    throw new ArgumentError(`${call}: ${name} must be a whole number, 0 or more; got ${String(value)}.`);
  }
}
