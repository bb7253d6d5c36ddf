import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';

/**
 * Fills in names in braces, as Python's str.format does: '{epoch:02d}-{valLoss:.3f}' -> '07-0.125'.
 * @throws ArgumentError for an unknown name, and for formats other than those two
 */
export function fillTemplate(
  call: string,
  template: string,
  values: Readonly<Record<string, number>>,
): string {
  return template.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name: string, format = '') => {
    const value = lookUp(call, 'name in braces', name, values);
    const [, zero, width, decimals] = /^(?:(0?)(\d*)d|\.(\d+)f)?$/.exec(format) ?? refuse(call, format);
    if (decimals !== undefined) return value.toFixed(Number(decimals));
    return width ? String(value).padStart(Number(width), zero || ' ') : String(value);
  });
}

function refuse(call: string, format: string): never {
  throw new ArgumentError(`${call}: formats are like '02d' (digits) and '.3f' (decimals), got '${format}'.`);
}
