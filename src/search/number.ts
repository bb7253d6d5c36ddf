import { ArgumentError } from '../core/errors.ts';
import type { Parameter } from './parameter.ts';

export interface NumberOptions {
  readonly minValue: number;
  /** Included. */
  readonly maxValue: number;
  /** Distance between neighbouring values; with log sampling their ratio. Default: any value (any whole number). */
  readonly step?: number;
  /** 'log': every factor is equally likely, as it should be for learning rates. Default 'linear'. */
  readonly sampling?: 'linear' | 'log';
}

/** Values of a grid where there are infinitely many. */
const GRID_POINTS = 10;

/** A real number. Source: Keras Tuner, hp.Float. */
export function float(options: NumberOptions): Parameter<number> {
  check('search.float', options);
  if (options.step !== undefined) return listed('float', options, options.step);
  const { minValue, maxValue, sampling = 'linear' } = options;
  const ratio = maxValue / minValue;
  const at = (place: number): number =>
    sampling === 'log' ? minValue * ratio ** place : minValue + place * (maxValue - minValue);
  const placeOf = (value: number): number =>
    sampling === 'log'
      ? Math.log(value / minValue) / Math.log(ratio)
      : (value - minValue) / (maxValue - minValue);
  return {
    config: { type: 'float', ...options },
    count: Number.POSITIVE_INFINITY,
    at,
    placeOf,
    encode: (value) => [placeOf(value)],
    grid: () => Array.from({ length: GRID_POINTS }, (_, k) => at(k / (GRID_POINTS - 1))),
  };
}

/** A whole number. Source: Keras Tuner, hp.Int. */
export function int(options: NumberOptions): Parameter<number> {
  const call = 'search.int';
  check(call, options);
  const { minValue, maxValue, step, sampling = 'linear' } = options;
  for (const [name, value] of Object.entries({ minValue, maxValue, step: step ?? 1 })) {
    if (!Number.isInteger(value))
      throw new ArgumentError(`${call}: ${name} must be a whole number, got ${value}.`);
  }
  if (sampling === 'linear' || step !== undefined) return listed('int', options, step ?? 1);
  const ratio = (maxValue + 1) / minValue;
  const at = (place: number): number => Math.min(Math.floor(minValue * ratio ** place), maxValue);
  const placeOf = (value: number): number => Math.log((value + 0.5) / minValue) / Math.log(ratio);
  const count = maxValue - minValue + 1;
  const points = Math.min(count, GRID_POINTS);
  return {
    config: { type: 'int', ...options },
    count,
    at,
    placeOf,
    encode: (value) => [placeOf(value)],
    grid: () => [
      ...new Set(
        Array.from({ length: points }, (_, k) =>
          Math.round(minValue * (maxValue / minValue) ** (k / Math.max(points - 1, 1))),
        ),
      ),
    ],
  };
}

/** Numbers with steps between them. */
function listed(type: string, options: NumberOptions, step: number): Parameter<number> {
  const { minValue, maxValue, sampling = 'linear' } = options;
  const steps =
    sampling === 'log' ? Math.log(maxValue / minValue) / Math.log(step) : (maxValue - minValue) / step;
  // A last step that rounding alone keeps from the end.
  const count = Math.floor(steps + 1e-9) + 1;
  const values = Array.from({ length: count }, (_, k) =>
    sampling === 'log' ? minValue * step ** k : minValue + k * step,
  );
  const placeOf = (value: number): number => (values.indexOf(value) + 0.5) / count;
  return {
    config: { type, ...options },
    count,
    at: (place) => values[Math.floor(place * count)],
    placeOf,
    encode: (value) => [placeOf(value)],
    grid: () => values,
  };
}

function check(call: string, { minValue, maxValue, step, sampling = 'linear' }: NumberOptions): void {
  const refuse = (expected: string, got: unknown): never => {
    throw new ArgumentError(`${call}: ${expected}, got ${String(got)}.`);
  };
  if (sampling !== 'linear' && sampling !== 'log') refuse("sampling must be 'linear' or 'log'", sampling);
  if (!Number.isFinite(minValue)) refuse('minValue must be a finite number', minValue);
  if (!(Number.isFinite(maxValue) && maxValue > minValue)) {
    refuse(`maxValue must be a number above minValue, ${minValue}`, maxValue);
  }
  if (sampling === 'log' && minValue <= 0) refuse('log sampling needs a positive minValue', minValue);
  const least = sampling === 'log' ? 1 : 0;
  if (step !== undefined && !(Number.isFinite(step) && step > least)) {
    refuse(`step must be above ${least}`, step);
  }
}
