import { ArgumentError } from '../core/errors.ts';
import type { Parameter, Value } from './parameter.ts';

/** One of several values that have no order. Source: Keras Tuner, hp.Choice. */
export function choice<const T extends Value>(values: readonly T[]): Parameter<T> {
  if (!Array.isArray(values) || values.length === 0 || new Set(values).size < values.length) {
    throw new ArgumentError(
      `search.choice: expected different values, at least one, got ${JSON.stringify(values)}.`,
    );
  }
  return {
    config: { type: 'choice', values },
    count: values.length,
    at: (place) => values[Math.floor(place * values.length)],
    placeOf: (value) => (values.indexOf(value) + 0.5) / values.length,
    encode: (value) => values.map((other) => (other === value ? Math.SQRT1_2 : 0)),
    grid: () => values,
  };
}

/** True or false. Source: Keras Tuner, hp.Boolean. */
export const boolean = (): Parameter<boolean> => choice([false, true]);
