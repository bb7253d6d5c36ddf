import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { gradientPairs, pairs, specialPairs, specials } from './shapes.ts';

const two = { inputs: [{}, {}], shapes: pairs, gradient: gradientPairs, special: specialPairs };
const mismatch = [
  () => gl.add(gl.zeros([2]), gl.zeros([3])),
  'add: shapes [2] and [3] do not broadcast',
] as const;

checkOp('add', { ...two, run: gl.add, reference: expected.add, rejects: [mismatch] });
checkOp('sub', { ...two, run: gl.sub, reference: expected.sub });
checkOp('mul', { ...two, run: gl.mul, reference: expected.mul });
checkOp('div', {
  ...two,
  run: gl.div,
  reference: expected.div,
  inputs: [{}, { awayFromZero: 0.2 }],
});

checkOp('neg', { run: gl.neg, reference: expected.neg, shapes: [[[65]]], special: [specials] });
checkOp('square', { run: gl.square, reference: expected.square, shapes: [[[65]]] });
checkOp('reciprocal', {
  run: gl.reciprocal,
  reference: expected.reciprocal,
  inputs: [{ awayFromZero: 0.2 }],
  shapes: [[[65]]],
  special: [specials],
});

checkOp('arithmetic of integers', {
  run: (a, b) => gl.add(gl.mul(a, b), gl.sub(gl.neg(a), 3)).mul(gl.square(b)),
  reference: (a, b) =>
    expected.mul(expected.add(expected.mul(a, b), expected.sub(expected.neg(a), 3)), expected.square(b)),
  inputs: [
    { dtype: 'int32', low: -50, high: 50 },
    { dtype: 'int32', low: -50, high: 50 },
  ],
  shapes: [[[5, 1], [13]]],
  gradient: false,
  dtype: 'int32',
});

checkOp('division of integers gives float32', {
  run: gl.div,
  reference: expected.div,
  inputs: [
    { dtype: 'int32', low: -50, high: 50 },
    { dtype: 'int32', low: 1, high: 9 },
  ],
  shapes: [[[65], [65]]],
  gradient: false,
});
