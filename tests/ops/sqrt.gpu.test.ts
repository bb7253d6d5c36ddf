import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('sqrt', {
  run: gl.sqrt,
  reference: expected.sqrt,
  inputs: [{ low: 0.01, high: 50 }],
  special: [specials],
});
