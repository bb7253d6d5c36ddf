import { activationName } from '../activations/names.ts';
import type { Config } from '../core/config.ts';
import { ArgumentError } from '../core/errors.ts';

/**
 * Options as JSON can hold them: activations by name, initializers and their like as `{ name, config }`,
 * what is undefined left out.
 *
 * @throws ArgumentError when a function or an object is none of gl's: JSON could not bring it back
 */
export function plainConfig(call: string, options: object): Config {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, plain(call, key, value)]),
  );
}

function plain(call: string, option: string, value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((entry) => plain(call, option, entry));
  if (ArrayBuffer.isView(value)) return plain(call, option, [...(value as Float32Array)]);
  if (typeof value === 'object') {
    const { name, config } = value as { name?: unknown; config?: object };
    if (typeof name === 'string' && config) return { name, config: plainConfig(call, config) };
    if (Object.getPrototypeOf(value) === Object.prototype && !Object.values(value).some(isFunction)) {
      return plainConfig(call, value);
    }
  }
  const name = isFunction(value) && activationName(value);
  if (name) return name;
  throw new ArgumentError(
    `${call}: ${option} is ${isFunction(value) ? 'a function' : 'an object'} of your own, which JSON cannot hold. ` +
      'Use one of gl by its name, or make a layer of your own.',
  );
}

const isFunction = (value: unknown): boolean => typeof value === 'function';
