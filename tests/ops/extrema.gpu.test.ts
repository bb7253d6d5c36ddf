import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { gradientPairs, pairs, specialPairs, specials } from './shapes.ts';

const two = { inputs: [{}, {}], shapes: pairs, gradient: gradientPairs, special: specialPairs };

checkOp('maximum', { ...two, run: gl.maximum, reference: expected.maximum });
checkOp('minimum', { ...two, run: gl.minimum, reference: expected.minimum });
checkOp('clip', {
  run: (x) => gl.clip(x, -0.7, 1.1),
  reference: (x) => expected.clip(x, Math.fround(-0.7), Math.fround(1.1)),
  special: [specials],
});

checkOp('extrema of integers', {
  run: (a, b) => gl.maximum(a, b).mul(gl.minimum(a, b)),
  reference: expected.mul,
  inputs: [
    { dtype: 'int32', low: -9, high: 9 },
    { dtype: 'int32', low: -9, high: 9 },
  ],
  shapes: [[[65], [65]]],
  gradient: false,
  dtype: 'int32',
});
