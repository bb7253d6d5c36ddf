import { describe, expect, it } from 'vitest';
import type { DType } from '../../src/core/dtype.ts';
import { PROMOTION } from '../../src/core/promotion.ts';
import * as gl from '../../src/index.ts';

const dtypes: readonly DType[] = ['bool', 'int32', 'float32'];

// Written out once more, so that the table cannot change unseen.
const table: Record<DType, Record<string, DType>> = {
  bool: { bool: 'bool', int32: 'int32', float32: 'float32', 'whole number': 'int32', 'other number': 'float32' },
  int32: { bool: 'int32', int32: 'int32', float32: 'float32', 'whole number': 'int32', 'other number': 'float32' },
  float32: { bool: 'float32', int32: 'float32', float32: 'float32', 'whole number': 'float32', 'other number': 'float32' },
}; // biome-ignore format: a table

const operands: Record<string, () => gl.TensorLike> = {
  bool: () => gl.zeros([2], 'bool'),
  int32: () => gl.zeros([2], 'int32'),
  float32: () => gl.zeros([2]),
  'whole number': () => 3,
  'other number': () => 0.5,
};

it('is this table', () => {
  expect(PROMOTION).toEqual(table);
});

describe.each(dtypes)('%s', (dtype) => {
  it.each(Object.keys(operands))('with %s', (operand) => {
    const [x, y] = [gl.zeros([2], dtype), operands[operand]()];
    const expected = table[dtype][operand];
    // maximum and where have functions for every dtype, so that the result has the promoted one.
    expect([gl.maximum(x, y).dtype, gl.maximum(y, x).dtype]).toEqual([expected, expected]);
    expect(gl.where(gl.zeros([2], 'bool'), x, y).dtype).toBe(expected);
    // Arithmetic counts booleans as integers, and division gives fractions.
    expect(gl.add(x, y).dtype).toBe(expected === 'bool' ? 'int32' : expected);
    expect(gl.div(x, y).dtype).toBe('float32');
    expect(gl.less(x, y).dtype).toBe('bool');
  });
});

it('takes numbers among themselves as float32, and booleans as bool', () => {
  expect(gl.add(1, 2).dtype).toBe('float32');
  expect(gl.maximum(true, gl.zeros([2], 'int32')).dtype).toBe('int32');
  expect(gl.maximum(true, false).dtype).toBe('bool');
});

it('takes numbers that no int32 holds as float32', () => {
  const x = gl.zeros([2], 'int32');
  const large = [2 ** 31, -(2 ** 31) - 1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(large.map((value) => x.add(value).dtype)).toEqual(large.map(() => 'float32'));
  expect([2 ** 31 - 1, -(2 ** 31)].map((value) => x.add(value).dtype)).toEqual(['int32', 'int32']);
});

it.each([
  ['exp', gl.exp, 'float32'],
  ['sqrt', gl.sqrt, 'float32'],
  ['abs', gl.abs, 'int32'],
  ['floor', gl.floor, 'int32'],
  ['relu', gl.relu, 'int32'],
  ['isNaN', gl.isNaN, 'bool'],
] as const)('%s of int32', (_, fn, dtype) => {
  expect(fn(gl.zeros([2], 'int32')).dtype).toBe(dtype);
});

it('ignores arguments beyond the operands, as in list.map(exp)', () => {
  expect([gl.zeros([2]), gl.zeros([3])].map(gl.exp).map(({ shape }) => shape)).toEqual([[2], [3]]);
});
