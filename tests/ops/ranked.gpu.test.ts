import { expect, it } from 'vitest';
import * as gl from '../../src/index.ts';

const cases: [name: string, make: () => gl.Tensor, nested: unknown, refused: () => unknown][] = [
  ['scalar', () => gl.scalar(7), 7, () => gl.scalar([1] as never)],
  ['tensor1d', () => gl.tensor1d([1, 2]), [1, 2], () => gl.tensor1d([[1]])],
  ['tensor2d', () => gl.tensor2d([1, 2, 3, 4], [2, 2]), [[1, 2], [3, 4]], () => gl.tensor2d([1, 2])],
  ['tensor3d', () => gl.tensor3d([[[1], [2]]]), [[[1], [2]]], () => gl.tensor3d([1, 2], [1, 2])],
  ['tensor4d', () => gl.tensor4d([1, 2], [1, 1, 1, 2]), [[[[1, 2]]]], () => gl.tensor4d([[1]])],
]; // biome-ignore format: a table

it.each(cases)(
  '%s holds its values, and refuses another number of axes',
  async (name, make, nested, refused) => {
    expect(await make().array()).toEqual(nested);
    expect(refused).toThrow(`${name}: expected`);
  },
);

it('a dtype may follow the shape', () => {
  expect(gl.tensor2d([1, 0], [1, 2], 'bool').dtype).toBe('bool');
  expect(gl.tensor1d([1, 0], 'int32').dtype).toBe('int32');
  expect(gl.scalar(1, 'int32').dtype).toBe('int32');
});
