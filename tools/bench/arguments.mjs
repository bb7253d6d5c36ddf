// The options of `npm run bench`.
import { parseArgs } from 'node:util';

export class UsageError extends Error {}

/**
 * @param {string[]} args
 * @param {{ engines: string[], namesIn: (selection: readonly string[]) => string[], groups: string[] }} known
 */
export function readArguments(args, { engines, namesIn, groups }) {
  const values = parse(args);
  const positive = (/** @type {'rounds' | 'block'} */ option, /** @type {number} */ fallback) => {
    const number = Number(values[option] ?? fallback);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`--${option} must be a positive whole number, got ${values[option]}`);
  };
  const chosen = values.engines?.split(',') ?? engines;
  const unknown = chosen.find((name) => !engines.includes(name));
  if (unknown !== undefined) throw new UsageError(`--engines knows ${engines.join(', ')}; got ${unknown}`);
  return {
    help: values.help ?? false,
    engines: chosen,
    workloads: guarded(() => namesIn(values.workloads?.split(',') ?? groups)),
    rounds: positive('rounds', values.quick ? 3 : 5),
    block: positive('block', values.quick ? 100 : 200),
    all: values.all ?? false,
  };
}

/** @param {string[]} args */
const parse = (args) =>
  guarded(
    () =>
      parseArgs({
        args,
        options: {
          quick: { type: 'boolean' },
          all: { type: 'boolean' },
          engines: { type: 'string' },
          workloads: { type: 'string' },
          rounds: { type: 'string' },
          block: { type: 'string' },
          help: { type: 'boolean' },
        },
      }).values,
  );

/** @template T @param {() => T} read */
function guarded(read) {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
