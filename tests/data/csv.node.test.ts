import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCsv } from '../../src/data/csv.ts';

const wine = await readFile(
  join(import.meta.dirname, '../../demos/red-wine/data/winequality-red.csv'),
  'utf8',
);

test.each([
  ['semicolons', wine],
  ['commas', wine.replaceAll(';', ',')],
  ['tabs and Windows line ends', wine.replaceAll(';', '\t').replaceAll('\n', '\r\n')],
  ['a byte order mark and empty lines', `\ufeff${wine}\n\n;;;;;;;;;;;\n`],
])('the red wines with %s', (_, text) => {
  const table = parseCsv(text);
  expect(table.length).toBe(1599);
  expect(table.columns).toHaveLength(12);
  expect(table.columns.at(-1)).toBe('quality');
  const { data, shape } = table.without('quality');
  expect(shape).toEqual([1599, 11]);
  expect([...data.slice(0, 11)]).toEqual([7.4, 0.7, 0, 1.9, 0.076, 11, 34, 0.9978, 3.51, 0.56, 9.4]);
  const quality = table.column('quality');
  expect(quality.shape).toEqual([1599]);
  expect(quality.data.reduce((a, b) => a + b) / 1599).toBeCloseTo(5.636023, 6);
});

test('quoted fields, spaces, and all ways to write a number', () => {
  const table = parseCsv('"a;""b""";name\n 1. ;"two\nlines"\n-.5e-3;x\n+2E2;"y;z"\n');
  expect(table.columns).toEqual(['a;"b"', 'name']);
  expect([...table.column('a;"b"').data]).toEqual([1, -0.0005, 200]);
  expect(table.strings('name')).toEqual(['two\nlines', 'x', 'y;z']);
});

test('a file without a header, columns in another order', () => {
  const table = parseCsv('1,2,3\n4,5,6\n', { columns: ['a', 'b', 'c'] });
  expect(table.select(['c', 'a'])).toEqual({ data: Float64Array.of(3, 1, 6, 4), shape: [2, 2] });
  expect(parseCsv('a|b\n1|2', { delimiter: '|' }).column('b').data[0]).toBe(2);
  expect([...parseCsv('x\n1\n2').column('x').data]).toEqual([1, 2]);
});

test.each<[string, () => unknown, string]>([
  ['a short row', () => parseCsv('a,b\n1,2\n3\n'), 'row 1 has 1 fields, but there are 2 columns'],
  ['an open quote', () => parseCsv('a,b\n1,"2\n3,4\n'), 'row 1 of the file'],
  ['text behind a quote', () => parseCsv('a,b\n1,"2"x\n'), 'Every quote needs another'],
  ['a column twice', () => parseCsv('a,b,a\n1,2,3\n'), "two columns are named 'a'"],
  ['no rows', () => parseCsv('a,b\n'), 'the file has no rows'],
  ['nothing', () => parseCsv(''), 'the file has no rows'],
  ['no text', () => parseCsv(null as unknown as string), 'expected the text of a file, got null'],
  ['a hole', () => parseCsv('a,b\n1,2\n3,\n').column('b'), "row 1, column 'b' holds nothing where a number"],
  ['a word', () => parseCsv('a,b\n1,2\n3,NA\n').column('b'), "row 1, column 'b' holds 'NA' where a number"],
  ['infinity', () => parseCsv('a\nInfinity\n').column('a'), "row 0, column 'a' holds 'Infinity'"],
  ['another base', () => parseCsv('a\n0x10\n').column('a'), "row 0, column 'a' holds '0x10'"],
  ['a decimal comma', () => parseCsv('a;b\n1,5;2\n').column('a'), "row 0, column 'a' holds '1,5'"],
  ['an unknown column', () => parseCsv('alcohol\n1\n').column('alcool'), "Did you mean 'alcohol'?"],
  ['a web page', () => parseCsv('<!doctype html>\n<html>,</html>\n').column('quality'), 'row 0 has 2 fields'],
])('%s is refused', (_, read, message) => {
  expect(read).toThrow(message);
});
