import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

checkUnary('sigmoid', gl.sigmoid, expected.sigmoid, {
  inputs: [{ low: -10, high: 10 }],
  tolerance: ulp(28),
  floor: 1e-20,
  slopes: [[[1e4], [0]], [[-1e4], [0]], [[100], [0]], [[0], [0.25]]],
  second: true,
}); // biome-ignore format: short
