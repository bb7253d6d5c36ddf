import { describe, expect, test } from 'vitest';
import { minMaxScaler } from '../../src/data/min-max-scaler.ts';
import { standardScaler } from '../../src/data/standard-scaler.ts';

// One column of each kind: spread, constant, constant but for rounding, huge offset.
const x = [1, 2, 4, 9].map((v, i) => [v, 5, 0.1 + (i % 2) * 1e-17, 1e6 + v]);
const columnsOf = ({ data, shape }: { data: Float32Array; shape: readonly number[] }) =>
  Array.from({ length: shape[1] }, (_, c) => [...data.filter((_, k) => k % shape[1] === c)]);

test('standard scaler: mean 0, population standard deviation 1, constant columns 0', () => {
  const scaler = standardScaler();
  const scaled = scaler.fitTransform(x);
  expect(scaler.columns.map(({ mean }) => mean)).toEqual([4, 5, expect.closeTo(0.1, 15), 1000004]);
  expect(scaler.columns.map(({ variance }) => Math.round(variance * 1e9) / 1e9)).toEqual([9.5, 0, 0, 9.5]);
  const spread = [-3, -2, 0, 5].map((v) => Math.fround(v / Math.sqrt(9.5)));
  const [a, b, c, d] = columnsOf(scaled);
  for (const [k, value] of spread.entries()) {
    expect(a[k]).toBeCloseTo(value, 6);
    expect(d[k]).toBeCloseTo(value, 6);
  }
  expect(b).toEqual([0, 0, 0, 0]);
  for (const value of c) expect(Math.abs(value)).toBeLessThan(1e-15);
  const back = scaler.inverseTransform(scaled);
  for (const [k, value] of x.flat().entries()) expect(back.data[k] / value).toBeCloseTo(1, 6);
  expect(standardScaler({ withMean: false }).fitTransform([0, 2]).data).toEqual(Float32Array.of(0, 2));
  expect(standardScaler({ withStd: false }).fitTransform([0, 4]).data).toEqual(Float32Array.of(-2, 2));
});

test('min-max scaler: exactly 0 and 1 at the ends', () => {
  const scaler = minMaxScaler();
  const [a, b, , d] = columnsOf(scaler.fitTransform(x));
  expect(a).toEqual([0, 0.125, 0.375, 1]);
  expect(b).toEqual([0, 0, 0, 0]);
  expect(d).toEqual([0, 0.125, 0.375, 1]);
  expect(scaler.columns[3]).toEqual({ min: 1000001, max: 1000009 });
  const [unseen] = columnsOf(scaler.transform([[17, 6, 0.1, 1e6]]));
  expect(unseen).toEqual([2]);
  const clipped = minMaxScaler({ featureRange: [-1, 1], clip: true }).fit([0, 10]);
  expect([...clipped.transform([-5, 0, 5, 20]).data]).toEqual([-1, -1, 0, 1]);
  expect([...clipped.inverseTransform([-1, 0, 1]).data]).toEqual([0, 5, 10]);
});

test('images: every pixel is a column of its own, the shape stays', () => {
  const scaled = minMaxScaler().fitTransform({ data: Uint8Array.of(0, 10, 100, 30), shape: [2, 1, 2] });
  expect(scaled).toEqual({ data: Float32Array.of(0, 0, 1, 1), shape: [2, 1, 2] });
});

test('a scaler may be fitted again', () => {
  const scaler = standardScaler()
    .fit([1, 3])
    .fit([
      [10, 1],
      [20, 1],
    ]);
  expect(scaler.columns.map(({ mean }) => mean)).toEqual([15, 1]);
});

test('what was learned goes through JSON', () => {
  for (const make of [() => standardScaler(), () => minMaxScaler({ featureRange: [-1, 1] })]) {
    const scaler = make().fit(x);
    const again = make().restore(JSON.parse(JSON.stringify(scaler)));
    expect(again.transform(x)).toEqual(scaler.transform(x));
  }
});

describe('refusals', () => {
  test.each<[() => unknown, string]>([
    [() => minMaxScaler().transform([1]), 'data.minMaxScaler.transform: call fit first'],
    [() => standardScaler().inverseTransform([1]), 'data.standardScaler.inverseTransform: call fit first'],
    [() => standardScaler().fit(x).transform([1, 2]), 'fit saw 4 columns, x of shape [2] has 1'],
    [
      () =>
        standardScaler().fit([
          [1, 2],
          [Number.NaN, 3],
        ]),
      'x holds NaN at row 1, column 0',
    ],
    [
      () =>
        standardScaler().fit([
          [1, 2],
          [3, -1 / 0],
        ]),
      'x holds -Infinity at row 1, column 1',
    ],
    [() => standardScaler({ withMeen: false } as never), "Did you mean 'withMean'?"],
    [() => minMaxScaler({ range: [0, 1] } as never), "unknown option 'range'"],
    [() => standardScaler().fit([]), 'x of shape [0] is empty'],
    [() => standardScaler().fit([[1, 2], [3]]), 'x must be rectangular: row 1'],
    [() => standardScaler().fit('abc' as unknown as number[]), 'x must be nested arrays, a typed array, or'],
    [
      () => minMaxScaler({ featureRange: [1, 1] }),
      'featureRange must be [low, high] with low < high, got [1, 1]',
    ],
  ])('%#', (call, message) => {
    expect(call).toThrow(message);
  });
});
