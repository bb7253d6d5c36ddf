import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary, checkUnary, ulp } from '../support/check-elementwise.ts';

const unit = {
  inputs: [{ low: -1, high: 1 }],
  gradientInputs: [{ low: -0.8, high: 0.8 }],
  tolerance: ulp(5),
  second: true,
};
const steep = Number.POSITIVE_INFINITY;

checkUnary('asin', gl.asin, expected.asin, {
  ...unit,
  floor: 1e-30,
  slopes: [
    [[1], [steep]],
    [[0], [1]],
  ],
});
checkUnary('acos', gl.acos, expected.acos, {
  ...unit,
  slopes: [
    [[-1], [-steep]],
    [[0], [-1]],
  ],
});
checkUnary('atan', gl.atan, expected.atan, {
  inputs: [{ low: -10, high: 10 }],
  tolerance: ulp(5),
  floor: 1e-30,
  slopes: [[[1e30], [0]], [[-1e4], [1e-8]]],
  second: true,
}); // biome-ignore format: short
checkBinary('atan2', gl.atan2, expected.atan2, {
  zeros: gl.zeros,
  gradientInputs: [{ awayFromZero: 0.3 }, { awayFromZero: 0.3 }],
  tolerance: ulp(6),
  floor: 1e-30,
  slopes: [[[0, 0], [0, 0]], [[1, 0], [0, -1]], [[0, 2], [0.5, 0]]],
}); // biome-ignore format: short
