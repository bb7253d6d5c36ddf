import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const common = { inputs: [{ low: -5, high: 5 }], gradientInputs: [{}] };

checkUnary('hardSigmoid', gl.hardSigmoid, expected.hardSigmoid, {
  ...common,
  tolerance: ulp(4),
  slopes: [[[-3], [0]], [[3], [0]], [[0], [1 / 6]], [[100], [0]]],
}); // biome-ignore format: short
checkUnary('hardSilu', gl.hardSilu, expected.hardSilu, {
  ...common,
  tolerance: ulp(5),
  slopes: [[[-3], [0]], [[3], [1]], [[0], [0.5]], [[100], [1]], [[-1e4], [0]]],
}); // biome-ignore format: short
