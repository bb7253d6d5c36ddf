import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { specials } from './shapes.ts';

checkOp('isFinite', {
  run: gl.isFinite,
  reference: expected.isFinite,
  shapes: [[[65]]],
  gradient: false,
  dtype: 'bool',
  special: [specials],
});
