import { ArgumentError } from '../core/errors.ts';

type Pair<T> = readonly [T, T];

/** Rows or columns on each side: one number for all, [vertical, horizontal], or [[top, bottom], [left, right]]. */
export type Sides = number | Pair<number> | Pair<Pair<number>>;

/** [[top, bottom], [left, right]] */
export function sidesOf(call: string, option: string, sides: Sides): [Pair<number>, Pair<number>] {
  const perAxis: Pair<number | Pair<number>> = typeof sides === 'number' ? [sides, sides] : sides;
  const pairs = perAxis.map((pair): Pair<number> => (typeof pair === 'number' ? [pair, pair] : pair));
  const valid = (pair: Pair<number>) => pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= 0);
  if (pairs.length === 2 && pairs.every(valid)) return [pairs[0], pairs[1]];
  throw new ArgumentError(
    `${call}: ${option} must be a non-negative integer, two of them, or two pairs, got ${JSON.stringify(sides)}.`,
  );
}
