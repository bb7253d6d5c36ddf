import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const saturated = [
  [[1e4], [1]],
  [[-1e4], [0]],
  [[Number.POSITIVE_INFINITY], [1]],
  [[-100], [0]],
] as const;
const common = { inputs: [{ low: -9, high: 9 }], floor: 1e-20, slopes: saturated, second: true };

checkUnary('silu', gl.silu, expected.silu, { ...common, tolerance: ulp(26) });
checkUnary('mish', gl.mish, expected.mish, { ...common, tolerance: ulp(40) });
