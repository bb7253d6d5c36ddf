import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('relu', {
  run: gl.relu,
  reference: expected.relu,
  inputs: [{ awayFromZero: 0.1 }],
  special: [specials],
});
