// What the tests fed to an operation where something special happens, and what came out.
import { page, table } from './markdown.ts';
import type { Measured, Special } from './measured.ts';

/** The derivative at kinks, ties and extremes. */
export function slopesText({ slopes }: Measured): string {
  const rows = slopes.flatMap(({ about, points }) =>
    points.map(([at, values]) => [about, list(at), list(values)]),
  );
  if (rows.length === 0) return '';
  return `At points where a rule decides, as tested:\n\n${compact(['', 'at', 'derivative'], rows)}`;
}

/** NaN, infinities and extremes: point by point for operations on `operands` single elements. */
export function edgesText({ special }: Measured, operands: number | null): string {
  const checks = special.filter(({ inputs }) => operands === null || inputs.length === operands);
  if (checks.length === 0) return '';
  if (operands === null) {
    const rows = checks.map(({ about, inputs, results }) => [
      about,
      inputs.map(array).join(', '),
      array(results),
    ]);
    return `## Edge values\n\nThe elements that go in and come out, as tested:\n\n${compact(['', 'in', 'out'], rows)}`;
  }
  const parts = checks.map((check) => {
    const title = check.about ? `${check.about} (${check.dtypes})` : check.dtypes;
    return `${title}:\n\n${isSquare(check) ? square(check) : points(check)}`;
  });
  return page(['## Edge values', ...parts]).trim();
}

/** A table without the first column where that is empty, and without repeated rows. */
function compact(head: readonly string[], rows: readonly string[][]): string {
  const from = rows.every(([first]) => first === '') ? 1 : 0;
  const distinct = new Map(rows.map((row) => [row.join(), row.slice(from)]));
  return table(head.slice(from), [...distinct.values()]);
}

const points = ({ inputs, results }: Special): string =>
  table(
    ['in', 'out'],
    results.map((result, i) => [list(inputs.map((values) => values[i])), result]),
  );

/** Whether every value of the first input meets every value of the second. */
const isSquare = ({ inputs, results }: Special): boolean =>
  inputs.length === 2 &&
  results.length > 4 &&
  results.length === new Set(inputs[0]).size * new Set(inputs[1]).size;

/** The first operand down, the second across. */
function square({ inputs: [first, second], results }: Special): string {
  const across = [...new Set(second)];
  const result = (a: string, b: string): string =>
    results[first.findIndex((value, i) => value === a && second[i] === b)];
  return table(
    ['first, second', ...across],
    [...new Set(first)].map((a) => [`**${a}**`, ...across.map((b) => result(a, b))]),
  );
}

const list = (values: readonly string[]): string => values.join(', ');

const array = (values: readonly string[]): string => `[${list(values)}]`;
