import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('exp', {
  run: gl.exp,
  reference: expected.exp,
  inputs: [{ low: -8, high: 8 }],
  special: [specials],
});
