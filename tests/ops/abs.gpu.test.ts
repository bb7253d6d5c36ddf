import * as gl from '../../src/index.ts';
import * as expected from '../reference/ops.ts';
import { checkUnary } from '../support/check-elementwise.ts';

const integers = {
  inputs: [{ dtype: 'int32', low: -9, high: 9 }],
  shapes: [[[65]]],
  gradient: false,
  dtype: 'int32',
  special: [[0, 16777217, -16777217, 2147483647]],
} as const;

checkUnary('abs', gl.abs, expected.abs, {
  gradientInputs: [{ awayFromZero: 0.1 }],
  tolerance: 0,
  slopes: [[[0], [0]], [[-0], [0]], [[1e30], [1]], [[-1e30], [-1]]],
}); // biome-ignore format: short
checkUnary('abs of integers', gl.abs, expected.abs, integers);
checkUnary('sign', gl.sign, expected.sign, { gradient: 'none', tolerance: 0 });
checkUnary('sign of integers', gl.sign, expected.sign, integers);
