import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { checkOp, type OpCheck, type Shape } from '../support/check-op.ts';

type Axes = number | readonly number[] | undefined;

/** Every number of axes and of elements, also more than one workgroup reduces at once; and views. */
const cases: readonly [text: string, axis: Axes, shape: Shape][] = [
  ['a scalar', undefined, []],
  ['no axis', [], [3, 2]],
  ['all axes', undefined, [5, 13]],
  ['the last axis', -1, [7, 65]],
  ['the first axis', 0, [65, 7]],
  ['a middle axis', 1, [3, 130, 5]],
  ['two of five axes', [1, -2], [2, 3, 4, 3, 2]],
  ['nothing but an empty result', 1, [0, 3]],
];

/** Rows that take two stages, read along their columns or across. */
const LONG = 4500;
const long: readonly [text: string, axis: number, shape: Shape][] = [
  ['long rows', 1, [3, LONG]],
  ['long columns', 0, [LONG, 3]],
  ['a long middle axis', 1, [2, LONG, 3]],
];

type Reduce<T> = (x: T, axis?: Axes, options?: { keepDims?: boolean }) => NoInfer<T>;

/** Declares the tests of a reduction over axes. */
export function checkReduction(
  name: string,
  run: Reduce<gl.Tensor>,
  reference: Reduce<NdArray>,
  common: Omit<OpCheck, 'run' | 'reference'> = {},
): void {
  const differentiable = common.gradient === undefined;
  for (const [text, axis, shape] of [...cases, ...long]) {
    const isShort = shape.length > 0 && shape.every((n) => n > 0 && n < 100);
    checkOp(`${name} over ${text}`, {
      ...common,
      run: (x) => run(x, axis),
      reference: (x) => reference(x, axis),
      shapes: [[shape]],
      gradient: differentiable ? isShort && [[shape]] : axis === undefined && 'none',
      tolerance: shape.includes(LONG) ? 5 * (common.tolerance ?? 2e-6) : common.tolerance,
    });
  }
  checkOp(`${name} of a view, axes kept`, {
    ...common,
    run: (x) => run(x.transpose([2, 0, 1]).flip(0), [0, -1], { keepDims: true }),
    reference: (x) =>
      reference(expected.flip(expected.transpose(x, [2, 0, 1]), 0), [0, -1], { keepDims: true }),
    shapes: [[[4, 5, 6]]],
    gradient: differentiable && [[[4, 5, 6]]],
    rejects: [
      [() => run(gl.zeros([2, 3]), 2), `${name}: axis 2 is out of range for rank 2; expected -2 to 1`],
      [() => run(gl.zeros([2, 3]), [1, -1]), `${name}: axes [1, 1] name an axis twice`],
    ],
  });
}
