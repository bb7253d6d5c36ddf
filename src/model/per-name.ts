import { ArgumentError } from '../core/errors.ts';
import { Tensor } from '../graph/tensor.ts';

/** True for `{ ... }`: no array, typed array or instance of a class. */
export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * The entries of a list or an object in the order of `names`; undefined where an object has none.
 * @throws ArgumentError for a list of another length, or a name that nobody knows
 */
export function perName<T>(
  call: string,
  what: string,
  value: readonly T[] | Readonly<Record<string, T>>,
  names: readonly string[],
): (T | undefined)[] {
  const known = names.map((name) => `'${name}'`).join(', ');
  if (Array.isArray(value)) {
    if (value.length === names.length) return [...(value as readonly T[])];
    throw new ArgumentError(
      `${call}: ${what} must have one entry for each of ${known}, got a list of ${value.length}.`,
    );
  }
  const dictionary = value as Readonly<Record<string, T>>;
  const stranger = Object.keys(dictionary).find((name) => !names.includes(name));
  if (stranger === undefined) return names.map((name) => dictionary[name]);
  throw new ArgumentError(`${call}: ${what} names '${stranger}'. Known: ${known}.`);
}

/**
 * The data of each input or output of a model: alone where there is one, else a list, or an object
 * with their names.
 * @throws ArgumentError when something is missing
 */
export function dataPerName<T>(call: string, what: string, value: unknown, names: readonly string[]): T[] {
  const isFlat = isDictionary(value) && 'data' in value && 'shape' in value;
  if (names.length === 1) {
    if (!isDictionary(value) || isFlat) return [value as T];
  } else if (!Array.isArray(value) && !(isDictionary(value) && !isFlat)) {
    const got = value instanceof Tensor ? 'one tensor' : String(value);
    throw new ArgumentError(
      `${call}: ${what} must be a list, or an object, with data for ` +
        `${names.map((name) => `'${name}'`).join(', ')}; got ${got}.`,
    );
  }
  const found = perName(call, what, value as readonly T[], names);
  const missing = names.find((_, k) => found[k] === undefined);
  if (missing === undefined) return found as T[];
  throw new ArgumentError(`${call}: ${what} has no data for '${missing}'.`);
}
