import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

checkUnary('erf', gl.erf, expected.erf, {
  inputs: [{ low: -4, high: 4 }],
  tolerance: ulp(5),
  floor: 1e-30,
  slopes: [[[100], [0]], [[-1e4], [0]]],
  second: true,
}); // biome-ignore format: short
