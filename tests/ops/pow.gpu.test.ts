import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { gradientPairs, pairs, specialPairs } from './shapes.ts';

checkOp('pow', {
  run: gl.pow,
  reference: expected.pow,
  inputs: [{ low: 0.1, high: 4 }, {}],
  shapes: pairs,
  gradient: gradientPairs,
  // exp2(y * log2(x)) loses as many bits as the exponent has.
  tolerance: 1e-5,
  special: specialPairs,
});

for (const power of [0, 1, 2, 3, -1, 0.5]) {
  const base = Number.isInteger(power) && power > 0 ? {} : { low: 0.2, high: 3 };
  checkOp(`pow ${power}`, {
    run: (x) => gl.pow(x, power),
    reference: (x) => expected.pow(x, power),
    inputs: [base],
    shapes: [[[65]]],
    tolerance: 1e-5,
  });
}
