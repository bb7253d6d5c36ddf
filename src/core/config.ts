import { ArgumentError } from './errors.ts';
import { camelCase, lookUp } from './names.ts';

/** The options that a part was made with, as plain JSON: with its name, enough to make it again. */
export type Config = Readonly<Record<string, unknown>>;

/** A part of a model as plain JSON: `{ name, config }`, as its own fields say, or in Keras's words. */
export type PartJson =
  | { readonly name: string; readonly config?: Config }
  | { readonly className: string; readonly config?: Config }
  | { readonly class_name: string; readonly config?: Config };

/** Makers of parts by name. */
export type PartTable<T> = Readonly<Record<string, (options: never) => T>>;

/**
 * The part that a name means, by default options, or that JSON means, by the options it holds.
 * @throws ArgumentError for an unknown name or option, or for what is neither name nor JSON
 */
export function makePart<T extends { readonly config: Config }>(
  call: string,
  what: string,
  identifier: unknown,
  table: PartTable<T>,
): T {
  const { name, config } =
    typeof identifier === 'string' ? { name: identifier } : read(call, what, identifier);
  const part = (lookUp(call, what, name, table) as (options?: Config) => T)(config);
  for (const [key, value] of Object.entries(config ?? {})) {
    if (key in part.config || NEUTRAL[key]?.(value)) continue;
    throw new ArgumentError(
      `${call}: the ${what} '${name}' has no option ${key}: ${JSON.stringify(value)}. ` +
        `Known: ${Object.keys(part.config).join(', ') || 'none'}.`,
    );
  }
  return part;
}

/** What Keras writes into every config, as far as it says what holds anyway. */
const NEUTRAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: () => true,
  dtype: () => true,
  axis: (value) => value === -1,
  reduction: (value) => ['sumOverBatchSize', 'sum_over_batch_size', 'mean'].includes(String(value)),
};

/** Name and options, these in camelCase; null, with which Keras says 'by default', is left out. */
function read(call: string, what: string, json: unknown): { name: string; config: Config } {
  const { className, class_name, name = className ?? class_name, config = {} } = (json ?? {}) as Config;
  if (typeof name !== 'string' || typeof config !== 'object' || config === null) {
    throw new ArgumentError(
      `${call}: expected a name of a kind of ${what}, one that gl made, or { name, config }; got ${String(json)}.`,
    );
  }
  const given = Object.entries(config).filter(([, value]) => value !== null);
  return { name, config: Object.fromEntries(given.map(([key, value]) => [camelCase(key), value])) };
}
