import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('tanh', {
  run: gl.tanh,
  reference: expected.tanh,
  inputs: [{ low: -6, high: 6 }],
  // WGSL promises an absolute error of 1e-5.
  tolerance: 1e-5,
  floor: 1,
  special: [specials],
});
