import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('softplus', {
  run: gl.softplus,
  reference: expected.softplus,
  inputs: [{ low: -10, high: 10 }],
  floor: 1e-5,
  special: [specials],
});
