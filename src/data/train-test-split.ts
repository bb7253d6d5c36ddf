import { ArgumentError, DataError } from '../core/errors.ts';
import { requireKnownOptions } from '../core/messages.ts';
import { RandomStream } from '../core/random.ts';
import { nextSeed } from '../ops/random.ts';
import { type HostData, readHost } from './host-array.ts';
import { type Rows, requireEqualRows, takeRows } from './row-list.ts';
import { shuffled } from './shuffle.ts';

export interface TrainTestSplitOptions {
  /** Share of the rows (below 1, rounded up), or their number. Default 0.25. */
  readonly testSize?: number;
  /** Draw the test rows at random; else they are the last. Default true. */
  readonly shuffle?: boolean;
  /** The same seed gives the same split. Default: the next of `gl.init({ seed })`. */
  readonly seed?: number;
  /** Class numbers, one per row: both parts get the classes in the same proportions. */
  readonly stratify?: HostData;
}

/**
 * Splits the rows of all arrays alike:
 * `const [train, test] = trainTestSplit([x, y], { seed: 1 }); model.fit(...train, { validationData: test })`.
 * Source: scikit-learn's train_test_split (which rows are drawn differs).
 *
 * @throws DataError when a class has too few rows to be in both parts
 */
export function trainTestSplit<const T extends readonly Rows[]>(
  arrays: T,
  options: TrainTestSplitOptions = {},
): [train: T, test: T] {
  const call = 'data.trainTestSplit';
  requireKnownOptions(call, options, ['testSize', 'shuffle', 'seed', 'stratify']);
  const { testSize = 0.25, shuffle = true, seed, stratify } = options;
  const count = requireEqualRows(call, arrays);
  const testRows = testSize < 1 ? Math.ceil(testSize * count) : testSize;
  if (!Number.isInteger(testRows) || testRows < 1 || testRows >= count) {
    throw new ArgumentError(
      `${call}: testSize ${testSize} of ${count} rows leaves nothing for one of the parts. ` +
        'Pass a share between 0 and 1, or a whole number of rows.',
    );
  }
  const all = [...Array(count).keys()];
  let order = all;
  if (shuffle) {
    const random = new RandomStream(seed ?? nextSeed());
    order = stratify
      ? stratified(call, classesOf(call, stratify, count), testRows, random)
      : shuffled(all, random);
  } else if (stratify) {
    throw new ArgumentError(`${call}: stratify needs shuffle: true.`);
  }
  const trainRows = count - testRows;
  return [takeRows(arrays, order.slice(0, trainRows)), takeRows(arrays, order.slice(trainRows))];
}

/** The rows of every class. */
function classesOf(call: string, stratify: HostData, count: number): number[][] {
  const { data } = readHost(call, 'stratify', stratify);
  if (data.length !== count) {
    throw new ArgumentError(`${call}: stratify must have one label per row, ${count}; got ${data.length}.`);
  }
  const classes = new Map<number, number[]>();
  for (const [row, label] of data.entries()) {
    const rows = classes.get(label);
    if (rows) rows.push(row);
    else classes.set(label, [row]);
  }
  for (const [label, rows] of classes) {
    if (rows.length > 1) continue;
    throw new DataError(
      `${call}: class ${label} has one row only, row ${rows[0]}, and cannot be in both parts. Leave it out.`,
    );
  }
  return [...classes.values()];
}

/** All rows, those of the test last, with as near to equal shares of every class as whole rows allow. */
function stratified(
  call: string,
  classes: readonly number[][],
  testRows: number,
  random: RandomStream,
): number[] {
  const count = classes.reduce((sum, rows) => sum + rows.length, 0);
  if (Math.min(testRows, count - testRows) < classes.length) {
    throw new DataError(
      `${call}: ${classes.length} classes do not fit into parts of ${count - testRows} and ${testRows} rows. ` +
        'Choose another testSize, or leave stratify out.',
    );
  }
  const wanted = classes.map((rows) => (rows.length * testRows) / count);
  const shares = wanted.map(Math.floor);
  const missing = testRows - shares.reduce((sum, share) => sum + share, 0);
  // Shuffled first, so that equal remainders are drawn by lot.
  const byRemainder = shuffled([...classes.keys()], random).sort(
    (a, b) => wanted[b] - shares[b] - (wanted[a] - shares[a]),
  );
  for (const k of byRemainder.slice(0, missing)) shares[k]++;
  const orders = classes.map((rows) => shuffled(rows, random));
  const train = orders.flatMap((rows, k) => rows.slice(shares[k]));
  const test = orders.flatMap((rows, k) => rows.slice(0, shares[k]));
  return [...shuffled(train, random), ...shuffled(test, random)];
}
