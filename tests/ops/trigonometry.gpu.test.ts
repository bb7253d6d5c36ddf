import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

for (const [name, run, reference, gradientInputs] of [
  ['sin', gl.sin, expected.sin, [{ low: -20, high: 20 }]],
  ['cos', gl.cos, expected.cos, [{ low: -20, high: 20 }]],
  ['tan', gl.tan, expected.tan, [{ low: -1.2, high: 1.2 }]],
] as const) {
  const common = { tolerance: ulp(6), floor: 1e-6, gradientInputs };
  checkUnary(name, run, reference, { ...common, inputs: [{ low: -20, high: 20 }], second: true });
  checkUnary(`${name} of large angles`, run, reference, {
    ...common,
    inputs: [{ low: -1e6, high: 1e6 }],
    shapes: [[[1000]]],
    gradient: false,
    // Multiples of pi/2 to the last bit, and the largest number.
    special: [[1.5707964, 3.1415927, 6.2831855, 355, 710, 16367173 * 2 ** 72, 3.4028234e38, -3.4028234e38]],
  });
}
