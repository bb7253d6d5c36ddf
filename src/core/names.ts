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

/** Other names by which a figure is found: `val_loss` for valLoss, and TensorFlow.js's `acc` for accuracy. */
export const aliasesOf = (name: string): string[] => {
  const snake = snakeCase(name);
  return /^(val_)?accuracy$/.test(snake) ? [snake, snake.replace('accuracy', 'acc')] : [snake];
};

/** Enters a figure by its name, and so that loops do not see it again by the others that it has. */
export function enter<T>(figures: Record<string, T>, name: string, value: T): void {
  figures[name] = value;
  for (const alias of aliasesOf(name)) {
    if (!(alias in figures)) Object.defineProperty(figures, alias, { value, enumerable: false });
  }
}

/** The same figures, to be found by their other names, too. */
export function withAliases<T>(figures: Readonly<Record<string, T>>): Record<string, T> {
  const found: Record<string, T> = {};
  for (const [name, value] of Object.entries(figures)) enter(found, name, value);
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
