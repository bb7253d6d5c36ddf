import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('sigmoid', {
  run: gl.sigmoid,
  reference: expected.sigmoid,
  inputs: [{ low: -10, high: 10 }],
  special: [specials],
});
