/** What a hyperparameter may be. */
export type Value = number | string | boolean;

/** A hyperparameter: which values it may take. Make one with `int`, `float`, `choice` or `boolean`. */
export interface Parameter<T extends Value = Value> {
  /** What it was made from, as plain JSON. */
  readonly config: Readonly<Record<string, Value | readonly Value[]>>;
  /** How many values there are; Infinity for a range of real numbers. */
  readonly count: number;
  /** The value at a place from 0 up to, but not including, 1. Equal stretches are equally likely. */
  at(place: number): T;
  /** A place where that value is. */
  placeOf(value: T): number;
  /** Coordinates from 0 to 1: near for similar values, at distance 1 for values that have nothing in common. */
  encode(value: T): readonly number[];
  /** The values that a grid search visits, in order. */
  grid(): readonly T[];
}

/** The hyperparameters of a search, by name. */
export type Space = Readonly<Record<string, Parameter>>;

/** One value for each hyperparameter of a space. */
export type HyperParameters<S extends Space> = {
  readonly [K in keyof S]: S[K] extends Parameter<infer T> ? T : never;
};

/** Values for all parameters: `value` is asked for each of them. */
export function fill<S extends Space>(
  space: S,
  value: (parameter: Parameter, name: string, position: number) => Value,
): HyperParameters<S> {
  const entries = Object.entries(space).map(([name, parameter], k) => [name, value(parameter, name, k)]);
  return Object.fromEntries(entries) as HyperParameters<S>;
}
