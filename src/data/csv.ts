import Papa from 'papaparse';
import { ArgumentError, DataError } from '../core/errors.ts';
import { Table } from './table.ts';

export interface CsvOptions {
  /** What separates fields. Default: found out (comma, semicolon or tab). */
  readonly delimiter?: string;
  /** Names of the columns, for a file whose first row is data. Default: the first row has them. */
  readonly columns?: readonly string[];
}

/**
 * Reads comma- or semicolon-separated values. Fields may be quoted; empty lines are skipped. (The parser is
 * Papa Parse, MIT licence. It is part of the published files, and of those apps only that read CSV.)
 *
 * @throws DataError, with row and column, when quotes do not match or rows differ in length
 */
export function parseCsv(text: string, { delimiter = '', columns }: CsvOptions = {}): Table {
  const call = 'data.parseCsv';
  if (typeof text !== 'string') {
    throw new ArgumentError(`${call}: expected the text of a file, got ${String(text)}.`);
  }
  const { data, errors } = Papa.parse(text.replace(/^\ufeff/, ''), {
    delimiter,
    delimitersToGuess: [',', ';', '\t'],
    skipEmptyLines: 'greedy',
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes) {
    throw new DataError(
      `${call}: row ${quotes.row} of the file: ${quotes.message}. Every quote needs another.`,
    );
  }
  const names = (columns ?? data[0] ?? []).map((name) => name.trim());
  const rows = columns ? data : data.slice(1);
  if (rows.length === 0) throw new DataError(`${call}: the file has no rows.`);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new DataError(`${call}: two columns are named '${twice}'.`);
  const uneven = rows.findIndex((row) => row.length !== names.length);
  if (uneven >= 0) {
    throw new DataError(
      `${call}: row ${uneven} has ${rows[uneven].length} fields, but there are ${names.length} columns. ` +
        'Is the file cut off, or the delimiter another one?',
    );
  }
  return new Table(names, rows);
}
