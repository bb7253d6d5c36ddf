import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';

const common = {
  inputs: [{ low: -9, high: 9 }],
  gradientInputs: [{ awayFromZero: 0.1 }],
  tolerance: ulp(20),
  floor: 1e-30,
  second: true,
};

checkUnary('elu', gl.elu, (x) => expected.elu(x), {
  ...common,
  slopes: [
    [[0], [1]],
    [[-1e4], [0]],
    [[1e4], [1]],
  ],
});
checkUnary('elu with alpha', (x) => gl.elu(x, 0.5), (x) => expected.elu(x, 0.5), {
  ...common,
  shapes: [[[65]]],
  slopes: [[[0], [0.5]]],
  rejects: [],
}); // biome-ignore format: short
checkUnary('selu', gl.selu, expected.selu, {
  ...common,
  slopes: [
    [[0], [1.7580993408473766]],
    [[-1e4], [0]],
  ],
});
