import { StateError } from '../core/errors.ts';

/** The object, on which reading one of these names is an error: for those who expect there what has to be awaited. */
export function refusing<T extends object>(
  object: T,
  names: readonly string[],
  error: (name: string) => Error,
): T {
  for (const name of names) {
    if (name in object) continue;
    const get = (): never => {
      throw error(name);
    };
    Object.defineProperty(object, name, { get, configurable: true });
  }
  return object;
}

/** What programs for TensorFlow.js ask of what `evaluate` gives. */
export const FIGURES = ['loss', 'dataSync', 'data', 'print', '0', '1'];

/** The promise, on which a name of what it resolves to is an error that says to await it. */
export const mustBeAwaited = <T>(call: string, promise: Promise<T>, names: readonly string[]): Promise<T> =>
  refusing(
    promise,
    names,
    (name) =>
      new StateError(
        `${call}: ${name} is asked of a promise. Write const result = await ${call}(...) first.`,
      ),
  );
