import type * as gl from '../../src/index.ts';
import { generate, type NdArray } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { type Shape, toTensor } from '../support/check-op.ts';

/** Distinct whole numbers in a mixed order. */
const places = (shape: Shape): NdArray => {
  const size = shape.reduce((product, n) => product * n, 1);
  return generate(shape, (_, i) => (i * 10007) % size);
};

/**
 * Elements from -2 to 2 moved so far apart that the small steps of finite differences never change
 * their order, where the derivative would jump.
 */
export const apart = (x: gl.Tensor): gl.Tensor => x.mul(0.1).add(toTensor(places(x.shape)));

/** The same for the reference. */
export const apartArray = (x: NdArray): NdArray => expected.add(expected.mul(x, 0.1), places(x.shape));
