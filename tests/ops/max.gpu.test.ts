import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { apart, apartArray } from './apart.ts';
import { checkReduction } from './reductions.ts';

for (const [name, run, reference] of [
  ['max', gl.max, expected.max],
  ['min', gl.min, expected.min],
] as const) {
  checkReduction(
    name,
    (x, ...rest) => run(apart(x), ...rest),
    (x, ...rest) => reference(apartArray(x), ...rest),
  );
  checkOp(`${name} of all elements`, {
    run: (x) => run(x),
    reference: (x) => reference(x),
    shapes: [1, 63, 64, 65, 1000, 65537].map((n) => [[n]]),
    gradient: false,
    rejects: [
      [() => run(gl.zeros([2, 0]), 1), `${name}: axes [1] of shape [2, 0] hold no elements`],
      [() => run(gl.zeros([0])), `${name}: axes [0] of shape [0] hold no elements`],
    ],
  });
  checkOp(`${name} of large negative integers`, {
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    inputs: [{ dtype: 'int32', low: -(2 ** 31), high: -(2 ** 31) + 90 }],
    shapes: [[[20, 9]]],
    gradient: false,
    dtype: 'int32',
  });
  checkOp(`${name} of booleans`, {
    run: (x) => run(x, 0),
    reference: (x) => reference(x, 0),
    inputs: [{ dtype: 'bool' }],
    shapes: [[[2, 30]]],
    gradient: false,
    dtype: 'bool',
  });
  checkOp(`${name} with NaN and infinity`, {
    run: (x) => run(x.reshape([3, 3]), -1),
    reference: (x) => reference(expected.reshape(x, [3, 3]), -1),
    shapes: [],
    gradient: false,
    special: [[1, Number.NaN, 2, Infinity, 0, 1, -Infinity, -1, -2]],
  });
  const wins = name === 'max' ? 2 : -2;
  checkOp(`${name} in a tie`, {
    run: (x) => run(gl.stack([x, gl.full(x.shape, wins), gl.fullLike(x, wins), gl.zerosLike(x)]), 0),
    reference: (x) => expected.mul(expected.onesLike(x), wins),
    shapes: [],
    gradient: false,
    // Three are equal: a third each.
    slopes: [[[wins], [1 / 3]], [[0], [0]]],
  }); // biome-ignore format: table
}
