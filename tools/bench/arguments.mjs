// The options of `npm run bench`.
import { parseArgs } from 'node:util';

export class UsageError extends Error {}

/** An engine is left out of a workload of which it does less than a step in so many milliseconds; --all lets it. */
const SLOWEST_STEP = 3000;

/** What --help tells of them. @param {{ engines: readonly string[], groups: readonly string[] }} known */
export const optionsHelp = ({ engines, groups }) => `\
  --quick                 fewer and shorter blocks
  --engines <a,b>         of ${engines.join(', ')}; the first is compared with the others
  --workloads <a,b>       of the groups ${groups.join(', ')}, or names in them, such as mlp-32
  --rounds <n>            blocks of every engine (default 5, --quick: 3)
  --block <milliseconds>  length of a block (default 200, --quick: 100)
  --all                   also what is too large for the adapter, and engines that need longer than ${SLOWEST_STEP / 1000} s a step
  --help                  this text`;

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
    slowestStep: values.all ? Number.POSITIVE_INFINITY : SLOWEST_STEP,
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
