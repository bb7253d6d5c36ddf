import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary, checkUnary, ulp } from '../support/check-elementwise.ts';

const { zeros } = gl;

checkBinary('pow', gl.pow, expected.pow, {
  zeros,
  inputs: [{ low: 0.1, high: 4 }, {}],
  gradientInputs: [{ low: 0.3, high: 4 }, {}],
  // exp2(y * log2(x)) loses as many bits as the exponent has.
  tolerance: ulp(100),
  slopes: [
    [[0, 0], [0, 0]],
    [[0, 1], [1, 0]],
    [[0, 2], [0, 0]],
    [[-2, 3], [12, 0]],
    [[2, 3], [12, 8 * Math.LN2]],
  ],
}); // biome-ignore format: a table
checkBinary('pow of whole exponents', gl.pow, (x, y) => expected.pow(x, expected.round(y)), {
  zeros,
  inputs: [{ low: -9, high: 9 }, { dtype: 'int32', low: 0, high: 9 }],
  shapes: [[[1000], [1000]]],
  gradient: false,
  tolerance: ulp(8),
  special: [[2, 2, -3, 10, -1, 0.5, 0, -0], [10, 31, 5, 10, 100, 30, 3, 3]],
}); // biome-ignore format: short
checkBinary('pow of integers', gl.pow, expected.pow, {
  zeros,
  inputs: [{ dtype: 'int32', low: -7, high: 8 }, { dtype: 'int32', low: 0, high: 11 }],
  shapes: [[[65], [65]], [[9, 1], [1, 7]]],
  gradient: false,
  dtype: 'int32',
  special: [[0, 2, -2, 1, -1, -1, 0], [0, 30, 31, -5, -5, -4, 7]],
  rejects: [[() => gl.pow(gl.tensor(new Int32Array([2])), -1), 'pow: integers have no integer power -1']],
}); // biome-ignore format: short

for (const power of [0, 1, 2, 3, -1, 0.5]) {
  const positive = [{ low: 0.5, high: 3 }];
  checkUnary(`pow ${power}`, (x) => gl.pow(x, power), (x) => expected.pow(x, power), {
    inputs: Number.isInteger(power) && power >= 0 ? [{}] : positive,
    shapes: [[[65]]],
    tolerance: ulp(40),
    floor: 1e-20,
    gradientTolerance: 1e-3,
    second: power !== 1,
    rejects: [],
  }); // biome-ignore format: short
}
