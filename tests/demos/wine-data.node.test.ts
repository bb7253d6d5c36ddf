import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { confusionOf } from '../../demos/red-wine/confusion.ts';
import { splitWines, toWines } from '../../demos/red-wine/data.ts';
import { parseCsv } from '../../src/data/csv.ts';

const text = await readFile(
  join(import.meta.dirname, '../../demos/red-wine/data/winequality-red.csv'),
  'utf8',
);
const wines = toWines(parseCsv(text));
const countOf = (qualities: Int32Array) =>
  [3, 4, 5, 6, 7, 8].map((q) => qualities.filter((v) => v === q).length);

test('all wines, with the means that their authors published', () => {
  expect(countOf(wines.qualities)).toEqual([10, 53, 681, 638, 199, 18]);
  const mean = (column: number) => {
    const values = wines.features.filter((_, i) => i % 11 === column);
    return values.reduce((total, value) => total + value, 0) / values.length;
  };
  expect(mean(0)).toBeCloseTo(8.319637, 4);
  expect(mean(6)).toBeCloseTo(46.467792, 4);
  expect(mean(10)).toBeCloseTo(10.422983, 4);
});

test('every wine is in one part, as measured', () => {
  const { train, test: held } = splitWines(wines);
  expect([train.count, held.count]).toEqual([1119, 480]);
  const counts = [countOf(train.qualities), countOf(held.qualities)];
  expect(counts[0].map((count, i) => count + counts[1][i])).toEqual(countOf(wines.qualities));
  expect([...train.features, ...held.features].sort()).toEqual([...wines.features].sort());
});

test('confusion: counts by truth and prediction', () => {
  expect(confusionOf(Int32Array.of(5, 5, 6, 8), [5, 6, 6, 2])).toEqual({
    truths: [5, 6, 8],
    columns: [2, 5, 6, 8],
    counts: [
      [0, 1, 1, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ],
    total: 4,
    right: 2,
    near: 3,
  });
});
