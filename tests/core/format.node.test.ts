import { expect, it } from 'vitest';
import { formatArray } from '../../src/core/format.ts';
import * as gl from '../../src/index.ts';

const floats = (values: readonly number[], shape: readonly number[] = [values.length]): string =>
  formatArray(Float32Array.from(values), shape, 'float32');
const integers = (values: readonly number[], shape: readonly number[] = [values.length]): string =>
  formatArray(Int32Array.from(values), shape, 'int32');
const booleans = (values: readonly number[], shape: readonly number[] = [values.length]): string =>
  formatArray(Uint8Array.from(values), shape, 'bool');
const count = (n: number): number[] => Array.from(Array(n).keys());

// Every string here is what NumPy 2.4 prints.
it('aligns the points of floats, with as many digits as tell float32 values apart', () => {
  expect(floats([1 / 3, 2.5, -1])).toBe('[ 0.33333334  2.5        -1.        ]');
  expect(floats([1, 2.5, -10, 3.25], [2, 2])).toBe('[[  1.     2.5 ]\n [-10.     3.25]]');
  expect(floats([123456.789, 999.5])).toBe('[123456.79    999.5 ]');
  expect(floats([0.00012345678, 0.1])).toBe('[0.00012346 0.1       ]');
  expect(floats([0, -0, 0])).toBe('[ 0. -0.  0.]');
});

it('writes exponents where sizes differ by more than a thousand, or are extreme', () => {
  expect(floats([1e-5, 2.5])).toBe('[1.0e-05 2.5e+00]');
  expect(floats([1e-5, 2e8])).toBe('[1.e-05 2.e+08]');
  expect(floats([1234.5678, 0.1234567])).toBe('[1.2345677e+03 1.2345670e-01]');
  expect(floats([3.4028235e38, 1e-45])).toBe('[3.4028235e+38 1.4012985e-45]');
  expect([floats([999_999]), floats([1e6]), floats([1e-4])]).toEqual(['[999999.]', '[1.e+06]', '[0.0001]']);
});

it('names what is not a finite number', () => {
  expect(floats([Number.NaN, Infinity, -Infinity, 1.5])).toBe('[ nan  inf -inf  1.5]');
  expect(floats([Number.NaN, -Infinity])).toBe('[ nan -inf]');
});

it('writes integers and booleans', () => {
  expect(integers([1, -20, 300, 4], [2, 2])).toBe('[[  1 -20]\n [300   4]]');
  expect(integers(count(8), [2, 2, 2])).toBe('[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]');
  expect(booleans([1, 0, 1, 1], [2, 2])).toBe('[[ True False]\n [ True  True]]');
});

it('writes scalars and empty arrays', () => {
  expect([1 / 3, 5, 0.00012345678, 1.5e-7, 1e16].map((value) => floats([value], []))).toEqual([
    '0.33333334',
    '5.0',
    '0.00012345678',
    '1.5e-07',
    '1e+16',
  ]);
  expect([floats([Number.NaN], []), integers([3], []), booleans([1], [])]).toEqual(['nan', '3', 'True']);
  expect([floats([], [0, 3]), integers([], [2, 0])]).toEqual(['[]', '[]']);
});

it('wraps rows at 75 columns and leaves out the middle of long axes', () => {
  expect(floats(count(30).map((value) => value / 8))).toBe(
    `[0.    0.125 0.25  0.375 0.5   0.625 0.75  0.875 1.    1.125 1.25  1.375
 1.5   1.625 1.75  1.875 2.    2.125 2.25  2.375 2.5   2.625 2.75  2.875
 3.    3.125 3.25  3.375 3.5   3.625]`,
  );
  expect(integers(count(2000))).toBe('[   0    1    2 ... 1997 1998 1999]');
  expect(integers(count(1600), [40, 40])).toBe(
    `[[   0    1    2 ...   37   38   39]
 [  40   41   42 ...   77   78   79]
 [  80   81   82 ...  117  118  119]
 ...
 [1480 1481 1482 ... 1517 1518 1519]
 [1520 1521 1522 ... 1557 1558 1559]
 [1560 1561 1562 ... 1597 1598 1599]]`,
  );
});

it('formats and prints what is not on the GPU without one; toString() tells dtype and shape of what is', async () => {
  expect(await gl.format([[1], [2]])).toBe('[[1.]\n [2.]]');
  expect(String(gl.tensor([[true, false]]))).toBe('[[ True False]]');
  expect(String(gl.tensor([1, 2]).mul(2))).toBe('Tensor float32[2]');
  expect(`${gl.variable(0, { dtype: 'int32' })}`).toBe('Tensor int32[]');
});
