// Activations share one buffer, which a kernel that writes any of them cannot bind twice at one place: not as vectors
// here and as numbers there. What is read both ways must be read as numbers.
import { expect, test } from 'vitest';
import * as gl from '../../src/index.ts';

const table = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, k) => (i * 7 + k * 3) % 5));

const product = (a: readonly number[][], b: readonly number[][]): number[][] =>
  a.map((row) => b[0].map((_, k) => row.reduce((sum, value, j) => sum + value * b[j][k], 0)));

/** As a column: each times the sum of all. */
function timesAll(values: readonly number[]): number[][] {
  const all = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => [value * all]);
}

test('rows: an activation as their columns and as a number of each', async () => {
  const m = table(32, 32);
  const column = gl.matmul(m, gl.ones([32, 1])).reshape([32]);
  const sums = column.expandDims(1).mul(column).sum(1);
  const result = gl.matmul(m, sums.reshape([32, 1]));

  const expected = product(m, timesAll(m.map((row) => row.reduce((sum, value) => sum + value, 0))));
  expect(await result.array()).toEqual(expected);
});

test('products: an activation as both operands, whose rows are of different lengths', async () => {
  const m = table(12, 11);
  const a = gl.matmul(m, gl.eye(11));
  const squared = gl.matmul(a, a.reshape([11, 12]));
  const result = gl.matmul(squared, squared.add(1));

  const flat = m.flat();
  const reshaped = Array.from({ length: 11 }, (_, i) => flat.slice(i * 12, i * 12 + 12));
  const p = product(m, reshaped);
  expect(await result.array()).toEqual(
    product(
      p,
      p.map((row) => row.map((value) => value + 1)),
    ),
  );
});
