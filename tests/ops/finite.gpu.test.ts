import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary } from '../support/check-elementwise.ts';

for (const [name, run, reference] of [
  ['isFinite', gl.isFinite, expected.isFinite],
  ['isInf', gl.isInf, expected.isInf],
  ['isNaN', gl.isNaN, expected.isNaN],
] as const) {
  checkUnary(name, run, reference, { gradient: 'none', dtype: 'bool', tolerance: 0 });
  checkUnary(`${name} of integers`, run, reference, {
    inputs: [{ dtype: 'int32' }],
    shapes: [[[65]]],
    gradient: false,
    dtype: 'bool',
    // The bits of infinity and NaN, were they floats.
    special: [[0x7f800000, 0x7fc00000, -1]],
  });
}
