import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const common = { inputs: [{ low: -10, high: 10 }], tolerance: ulp(26), floor: 1e-20, second: true };

checkUnary('softplus', gl.softplus, expected.softplus, {
  ...common,
  slopes: [[[1e4], [1]], [[-1e4], [0]], [[0], [0.5]], [[100], [1]]],
}); // biome-ignore format: short
checkUnary('logSigmoid', gl.logSigmoid, expected.logSigmoid, {
  ...common,
  slopes: [[[1e4], [0]], [[-1e4], [1]], [[0], [0.5]], [[-100], [1]]],
}); // biome-ignore format: short
