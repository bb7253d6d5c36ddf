import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const saturated = [
  [[1e4], [1]],
  [[-1e4], [0]],
  [[1e30], [1]],
  [[-100], [0]],
] as const;
const common = { inputs: [{ low: -5, high: 5 }], slopes: saturated, second: true, gradientTolerance: 5e-4 };

// The tail is exp(-x^2 / 2), of which WGSL allows 3 + x^2 units in the last place, and x^2 is rounded.
checkUnary('gelu', gl.gelu, expected.gelu, { ...common, tolerance: ulp(50), floor: 1e-8 });
checkUnary('gelu with tanh', (x) => gl.gelu(x, { approximate: true }), expected.geluTanh, {
  ...common,
  tolerance: ulp(80),
  floor: 1e-8,
  rejects: [],
}); // biome-ignore format: short
