import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('abs', {
  run: gl.abs,
  reference: expected.abs,
  inputs: [{ awayFromZero: 0.1 }],
  special: [specials],
});

checkOp('sign', {
  run: gl.sign,
  reference: expected.sign,
  shapes: [[[65]]],
  gradient: false,
  special: [specials],
});

checkOp('abs of integers', {
  run: (x) => gl.abs(x).mul(gl.sign(x)),
  reference: (x) => x,
  inputs: [{ dtype: 'int32', low: -9, high: 9 }],
  shapes: [[[65]]],
  gradient: false,
  dtype: 'int32',
});
