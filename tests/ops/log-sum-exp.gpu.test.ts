import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { checkReduction } from './reductions.ts';

const inputs = [{ low: -5, high: 5 }];
checkReduction('logSumExp', gl.logSumExp, expected.logSumExp, { inputs, tolerance: 5e-6, floor: 1 });

checkOp('logSumExp of extremes', {
  run: (x) => gl.logSumExp(x.reshape([-1, 2]), 1),
  reference: (x) => expected.logSumExp(expected.reshape(x, [-1, 2]), 1),
  shapes: [],
  gradient: false,
  special: [[1e4, 1e4, -1e4, -1e4, Infinity, 1, -Infinity, 1, -Infinity, -Infinity, Number.NaN, 1]],
});

checkOp('logSumExp of nothing', {
  run: (x) => gl.logSumExp(x, 0),
  reference: (x) => expected.logSumExp(x, 0),
  shapes: [[[0, 3]]],
  gradient: false,
});
