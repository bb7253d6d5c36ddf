import { expect, test } from 'vitest';
import { permutedIndex } from '../../src/model/permutation.ts';

const order = (n: number, seed: number, epoch: number): number[] =>
  Array.from({ length: n }, (_, i) => permutedIndex(i, n, seed, epoch));

test.each([1, 2, 3, 12, 63, 64, 65, 1000])('visits each of %i rows once', (n) => {
  expect(order(n, 7, 0).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
});

test('depends on the seed and the epoch only', () => {
  expect(order(50, 1, 2)).toEqual(order(50, 1, 2));
  expect(order(50, 1, 2)).not.toEqual(order(50, 1, 3));
  expect(order(50, 1, 2)).not.toEqual(order(50, 2, 2));
});

test('sends a row to all places about equally often', () => {
  const counts = new Array<number>(12).fill(0);
  for (let epoch = 0; epoch < 6000; epoch++) counts[permutedIndex(0, 12, 99, epoch)]++;
  // 500 expected in each; five standard deviations are about 107.
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(107);
});
