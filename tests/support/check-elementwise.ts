/** checkOp with what all elementwise operations have in common. */

import type { TensorLike } from '../../src/graph/methods.ts';
import type { Tensor } from '../../src/index.ts';
import { gradientPairs, pairs, specialPairs, specials } from '../ops/shapes.ts';
import type { NdArray } from '../reference/array.ts';
import { derivatives } from '../reference/derivatives.ts';
import { checkOp, type OpCheck } from './check-op.ts';

/** Units in the last place of a float32, as a relative error. */
export const ulp = (n: number): number => n * 2 ** -23;

type Options = Omit<OpCheck, 'run' | 'reference'>;

/** A function of one tensor: IEEE's special values, saturation, and inputs that are no numbers. */
export function checkUnary(
  name: string,
  run: (x: TensorLike) => Tensor,
  reference: (x: NdArray) => NdArray,
  options: Options = {},
): void {
  checkOp(name, {
    run: (x) => run(x),
    reference: (x) => reference(x),
    special: [specials],
    derivatives: derivatives[name],
    rejects: [
      [
        () => run('1' as never),
        `${name.split(' ')[0]}: expected a tensor, a number, a boolean or an array of these, got string`,
      ],
    ],
    ...options,
  });
}

/** A function of two tensors: also every special value against every other, and every broadcast. */
export function checkBinary(
  name: string,
  run: (a: TensorLike, b: TensorLike) => Tensor,
  reference: (a: NdArray, b: NdArray) => NdArray,
  options: Options & { readonly zeros: (shape: readonly number[]) => Tensor },
): void {
  const { zeros, ...check } = options;
  checkOp(name, {
    run: (a, b) => run(a, b),
    reference: (a, b) => reference(a, b),
    inputs: [{}, {}],
    shapes: pairs,
    gradient: gradientPairs,
    special: specialPairs,
    derivatives: derivatives[name],
    rejects: [
      [() => run(zeros([2]), zeros([3])), `${name.split(' ')[0]}: shapes [2] and [3] do not broadcast`],
      [
        () => run(zeros([2]), null as never),
        `${name.split(' ')[0]}: expected a tensor, a number, a boolean or an array of these, got null`,
      ],
    ],
    ...check,
  });
}
