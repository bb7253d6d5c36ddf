import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const inputs = [{ low: 0.01, high: 50 }];
const gradientInputs = [{ low: 0.3, high: 5 }];

checkUnary('sqrt', gl.sqrt, expected.sqrt, {
  inputs,
  gradientInputs,
  tolerance: ulp(4),
  floor: 1e-30,
  slopes: [[[0], [Number.POSITIVE_INFINITY]]],
  second: true,
});
checkUnary('rsqrt', gl.rsqrt, expected.rsqrt, {
  inputs,
  gradientInputs,
  tolerance: ulp(4),
  floor: 1e-30,
  second: true,
});
