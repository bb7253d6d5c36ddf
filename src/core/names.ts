import { unknownName } from './messages.ts';

/** 'sparse_categorical_crossentropy' and 'sparseCategoricalCrossentropy' are the same name. */
const normalize = (name: string): string => name.replace(/[_\s-]/g, '').toLowerCase();

/** Whether two names are the same in camelCase, snake_case or Keras's class spelling. */
export const sameName = (a: string, b: string): boolean => normalize(a) === normalize(b);

/** `val_accuracy` -> `valAccuracy`; a name without underscores stays as it is. */
export const camelCase = (name: string): string =>
  name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `valAccuracy` -> `val_accuracy`. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same figures, to be found by `val_loss` as well as `valLoss`; loops over them see each once. */
export function bothSpellings<T>(figures: Readonly<Record<string, T>>): Record<string, T> {
  const found = { ...figures };
  for (const [name, value] of Object.entries(figures)) {
    const alias = snakeCase(name);
    if (!(alias in found)) Object.defineProperty(found, alias, { value, enumerable: false });
  }
  return found;
}

/**
 * The entry of `table` that `name` means, in camelCase, snake_case or Keras's class spelling.
 * @throws ArgumentError that lists the names and suggests the nearest one
 */
export function lookUp<T>(call: string, what: string, name: string, table: Readonly<Record<string, T>>): T {
  const wanted = normalize(name);
  for (const [key, value] of Object.entries(table)) {
    if (normalize(key) === wanted) return value;
  }
  throw unknownName(call, what, name, Object.keys(table));
}
