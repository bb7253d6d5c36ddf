import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary, checkUnary } from '../support/check-elementwise.ts';

const { zeros } = gl;
const integers = { dtype: 'int32', low: -9, high: 9 } as const;
const bits = { dtype: 'bool' } as const;
const large = [[2147483647, 16777217, -2147483648, -16777217], [2147483646, 16777216, 2147483647, -16777216]]; // biome-ignore format: pairs

for (const [name, run, reference, share] of [
  ['maximum', gl.maximum, expected.maximum, [1, 0]],
  ['minimum', gl.minimum, expected.minimum, [0, 1]],
] as const) {
  checkBinary(name, run, reference, {
    zeros,
    gradientInputs: [{ awayFromZero: 1 }, { low: -0.9, high: 0.9 }],
    tolerance: 0,
    slopes: [[[1, 1], [0.5, 0.5]], [[0, -0], [0.5, 0.5]], [[2, 1], share]],
  }); // biome-ignore format: short
  const two = { zeros, shapes: [[[65], [65]]], gradient: false } as const;
  checkBinary(`${name} of integers`, run, reference, {
    ...two,
    inputs: [integers, integers],
    dtype: 'int32',
    special: large,
  });
  checkBinary(`${name} of booleans`, run, reference, {
    ...two,
    inputs: [bits, bits],
    dtype: 'bool',
    special: [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ],
  });
}

checkUnary('clip', (x) => gl.clip(x, -0.75, 1.5), (x) => expected.clip(x, -0.75, 1.5), {
  gradientInputs: [{ low: -0.5, high: 1.25 }],
  tolerance: 0,
  slopes: [[[-0.75], [1]], [[1.5], [1]], [[-0.76], [0]], [[2], [0]], [[1e30], [0]]],
  rejects: [
    [() => gl.clip('1' as never, 0, 1), 'clip: expected a tensor, a number, a boolean or an array of these, got string'],
    [() => gl.clip([1], 2, 1), 'clip: expected low <= high, got 2 and 1'],
  ],
}); // biome-ignore format: short
checkUnary('clip of integers', (x) => gl.clip(x, -5, 16777217), (x) => expected.clip(x, -5, 16777217), {
  inputs: [integers],
  shapes: [[[65]]],
  gradient: false,
  dtype: 'int32',
  special: [[16777218, 16777217, -6, 2147483647]],
  rejects: [],
}); // biome-ignore format: short
