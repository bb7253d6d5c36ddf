import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary, ulp } from '../support/check-elementwise.ts';
import { specials } from './shapes.ts';

const inputs = [{ low: -9, high: 9 }];
const gradientInputs = [{ awayFromZero: 0.1 }];
const common = { inputs, gradientInputs };

checkUnary('relu', gl.relu, expected.relu, {
  ...common,
  tolerance: 0,
  slopes: [
    [[0], [0]],
    [[-0], [0]],
    [[1e4], [1]],
  ],
});
checkUnary('relu6', gl.relu6, expected.relu6, {
  ...common,
  tolerance: 0,
  slopes: [
    [[0], [0]],
    [[6], [0]],
    [[5], [1]],
    [[7], [0]],
  ],
});
checkUnary('leakyRelu', gl.leakyRelu, (x) => expected.leakyRelu(x), {
  ...common,
  tolerance: ulp(1),
  slopes: [[[0], [0.2]], [[-1e4], [0.2]]],
}); // biome-ignore format: short
checkUnary('leakyRelu with a slope', (x) => gl.leakyRelu(x, 0.5), (x) => expected.leakyRelu(x, 0.5), {
  ...common,
  tolerance: ulp(1),
  shapes: [[[65]]],
  rejects: [],
}); // biome-ignore format: short

for (const [name, run, reference] of [
  ['relu', gl.relu, expected.relu],
  ['relu6', gl.relu6, expected.relu6],
] as const) {
  checkUnary(`${name} of integers`, run, reference, {
    inputs: [{ dtype: 'int32', low: -9, high: 9 }],
    shapes: [[[65]]],
    gradient: false,
    dtype: 'int32',
    special: [[16777217, -16777217, ...specials.slice(3, 7)]],
  });
}
