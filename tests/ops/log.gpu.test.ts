import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

checkUnary('log', gl.log, expected.log, {
  inputs: [{ low: 0.01, high: 50 }],
  gradientInputs: [{ low: 0.1, high: 5 }],
  tolerance: ulp(4),
  floor: 1e-30,
  slopes: [[[0], [Number.POSITIVE_INFINITY]], [[1], [1]]],
  second: true,
}); // biome-ignore format: short

checkUnary('log near 1', gl.log, expected.log, {
  inputs: [{ low: 0.99, high: 1.01 }],
  shapes: [[[1000]]],
  gradient: false,
  tolerance: ulp(4),
  floor: 1e-30,
  special: [[1 - 2 ** -24, 1 + 2 ** -23, 2 ** -126, 3.4e38]],
});
checkUnary('log1p', gl.log1p, expected.log1p, {
  inputs: [{ low: -0.9, high: 5 }],
  gradientInputs: [{ low: -0.5, high: 5 }],
  tolerance: ulp(5),
  floor: 1e-30,
  second: true,
});
