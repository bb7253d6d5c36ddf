import { expect, test } from 'vitest';
import { takeRows } from '../../src/data/row-list.ts';
import { shuffle } from '../../src/data/shuffle.ts';
import { toCategorical } from '../../src/data/to-categorical.ts';
import { trainTestSplit } from '../../src/data/train-test-split.ts';

const count = 103;
const x = Array.from({ length: count }, (_, i) => [i, -i]);
const y = Int32Array.from({ length: count }, (_, i) => i);
const image = { data: Float32Array.from({ length: 2 * count }, (_, i) => i), shape: [count, 1, 2] };
const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const all = sorted(y);

test('every row is in one part, and the arrays stay together', () => {
  const [train, test] = trainTestSplit([x, y, image], { testSize: 0.2, seed: 7 });
  // Rounded up, as scikit-learn does.
  expect([train[1].length, test[1].length]).toEqual([82, 21]);
  expect(sorted([...train[1], ...test[1]])).toEqual(all);
  expect([...test[1]]).not.toEqual(sorted(test[1]));
  for (const [xs, ys, images] of [train, test]) {
    expect(xs).toEqual(Array.from(ys, (i) => [i, -i]));
    expect(ys).toBeInstanceOf(Int32Array);
    expect(images.shape).toEqual([ys.length, 1, 2]);
    expect([...images.data]).toEqual(Array.from(ys, (i) => [2 * i, 2 * i + 1]).flat());
  }
});

test('the seed decides; without shuffling the last rows are the test', () => {
  const rows = (seed: number) => trainTestSplit([y], { seed })[1][0];
  expect(rows(1)).toEqual(rows(1));
  expect(rows(1)).not.toEqual(rows(2));
  expect(rows(1)).toHaveLength(26);
  const [[train], [test]] = trainTestSplit([y], { testSize: 3, shuffle: false });
  expect([...test]).toEqual([100, 101, 102]);
  expect(train[0]).toBe(0);
});

test('stratified: equal shares of every class, whatever the seed', () => {
  const labels = Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i < 95 ? 4 : 9));
  for (let seed = 0; seed < 20; seed++) {
    const [[train], [test]] = trainTestSplit([labels], { testSize: 0.2, seed, stratify: labels });
    const countOf = (part: readonly number[]) => [0, 4, 9].map((c) => part.filter((v) => v === c).length);
    expect(countOf(test)).toEqual([12, 7, 1]);
    expect(countOf(train)).toEqual([48, 28, 4]);
  }
  // Equal remainders: two of three classes of 5 give a second row.
  const even = Array.from({ length: 15 }, (_, i) => i % 3);
  const drawn = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const [, [test]] = trainTestSplit([even], { testSize: 5, seed, stratify: even });
    const counts = [0, 1, 2].map((c) => test.filter((v) => v === c).length);
    expect(sorted(counts)).toEqual([1, 2, 2]);
    drawn.add(`${counts}`);
  }
  expect(drawn.size).toBe(3);
});

test('shuffle keeps rows together', () => {
  const [xs, ys] = shuffle([x, y], { seed: 3 });
  expect(sorted(ys)).toEqual(all);
  expect([...ys]).not.toEqual(all);
  expect(xs).toEqual(Array.from(ys, (i) => [i, -i]));
  expect(shuffle([y], { seed: 3 })[0]).toEqual(ys);
});

test('rows by their numbers', () => {
  expect(takeRows([['a', 'b', 'c'], Uint8Array.of(1, 2, 3)], [2, 0, 2])).toEqual([
    ['c', 'a', 'c'],
    Uint8Array.of(3, 1, 3),
  ]);
});

test('one column per class', () => {
  expect(toCategorical([2, 0])).toEqual({ data: Float32Array.of(0, 0, 1, 1, 0, 0), shape: [2, 3] });
  expect(toCategorical([[1], [0]], 4).shape).toEqual([2, 4]);
  expect(toCategorical({ data: Uint8Array.of(1, 0, 0, 1), shape: [2, 2] })).toEqual({
    data: Float32Array.of(0, 1, 1, 0, 1, 0, 0, 1),
    shape: [2, 2, 2],
  });
});

test.each<[() => unknown, string]>([
  [() => toCategorical([0, 1.5]), 'labels must be whole numbers from 0 to'],
  [() => toCategorical([0, 1, -1]), 'row 2 holds -1'],
  [() => toCategorical([0, 5], 3), 'from 0 to 2, row 1 holds 5. Pass numClasses: 6'],
  [() => takeRows([y], [3, 103]), 'there are rows 0 to 102, but no row 103'],
  [() => trainTestSplit([x, y.slice(1)]), 'the same number of rows, got 103 and 102'],
  [() => trainTestSplit([y], { testsize: 0.5 } as never), "Did you mean 'testSize'?"],
  [() => trainTestSplit([], {}), 'expected a list of arrays such as [x, y]'],
  [() => trainTestSplit(5 as unknown as []), 'expected a list of arrays such as [x, y]'],
  [() => trainTestSplit([y], { testSize: 0 }), 'testSize 0 of 103 rows leaves nothing for one of the parts'],
  [() => trainTestSplit([y], { testSize: 1.5 }), 'testSize 1.5'],
  [() => trainTestSplit([y], { testSize: 103 }), 'testSize 103'],
  [() => trainTestSplit([[1, 2, 3]], { stratify: [0, 0, 1] }), 'class 1 has one row only, row 2'],
  [() => trainTestSplit([[1, 2, 3]], { stratify: [0, 0] }), 'one label per row, 3; got 2'],
  [() => trainTestSplit([[1, 2]], { stratify: [0, 0], shuffle: false }), 'stratify needs shuffle: true'],
  [
    () => trainTestSplit([[1, 2, 3, 4]], { stratify: [0, 0, 1, 1], testSize: 1 }),
    '2 classes do not fit into',
  ],
])('refusals %#', (call, message) => {
  expect(call).toThrow(message);
});
