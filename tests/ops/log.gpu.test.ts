import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('log', {
  run: gl.log,
  reference: expected.log,
  inputs: [{ low: 0.01, high: 50 }],
  // WGSL promises an absolute error of 2^-21 near 1, where the logarithm is 0.
  floor: 1,
  special: [specials],
});
