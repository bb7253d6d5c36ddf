import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

checkUnary('softsign', gl.softsign, expected.softsign, {
  inputs: [{ low: -20, high: 20 }],
  gradientInputs: [{ awayFromZero: 0.1 }],
  tolerance: ulp(4),
  floor: 1e-30,
  slopes: [[[0], [1]], [[1e4], [0.99980003e-8]], [[Number.NEGATIVE_INFINITY], [0]]],
  second: true,
}); // biome-ignore format: short
