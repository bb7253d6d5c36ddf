import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

// WGSL allows exp an error of 3 + 2|x| units in the last place.
checkUnary('exp', gl.exp, expected.exp, { inputs: [{ low: -8, high: 8 }], tolerance: ulp(19), second: true });
checkUnary('exp far out', gl.exp, expected.exp, {
  inputs: [{ low: -85, high: 88 }],
  shapes: [[[1000]]],
  gradient: false,
  tolerance: ulp(180),
  floor: 1e-36,
});
checkUnary('expm1', gl.expm1, expected.expm1, {
  inputs: [{ low: -3, high: 3 }],
  tolerance: ulp(20),
  floor: 1e-30,
  second: true,
});
