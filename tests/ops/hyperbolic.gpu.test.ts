import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const saturated = [
  [[100], [0]],
  [[-100], [0]],
  [[1e4], [0]],
  [[-1e4], [0]],
] as const;

// Made of exp(x / 2)^2, of which WGSL allows 6 + 2|x| units in the last place.
const wide = { inputs: [{ low: -8, high: 8 }], gradientInputs: [{}], tolerance: ulp(24), second: true };
checkUnary('sinh', gl.sinh, expected.sinh, { ...wide, floor: 1e-30 });
checkUnary('cosh', gl.cosh, expected.cosh, wide);
checkUnary('tanh', gl.tanh, expected.tanh, {
  inputs: [{ low: -9, high: 9 }],
  tolerance: ulp(6),
  floor: 1e-30,
  slopes: saturated,
  second: true,
});

const inverse = { tolerance: ulp(8), floor: 1e-30, second: true };
checkUnary('asinh', gl.asinh, expected.asinh, {
  ...inverse,
  inputs: [{ low: -50, high: 50 }],
  gradientInputs: [{}],
});
checkUnary('acosh', gl.acosh, expected.acosh, {
  ...inverse,
  inputs: [{ low: 1, high: 50 }],
  gradientInputs: [{ low: 1.5, high: 10 }],
});
checkUnary('atanh', gl.atanh, expected.atanh, {
  ...inverse,
  inputs: [{ low: -1, high: 1 }],
  gradientInputs: [{ low: -0.7, high: 0.7 }],
});
