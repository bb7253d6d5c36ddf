import * as gl from '../../src/index.ts';
import { map } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary, ulp } from '../support/check-elementwise.ts';

const { zeros } = gl;
// A constant quotient, so that no difference straddles a step.
const gradientInputs = [{ low: 2.1, high: 2.9 }, { low: 1, high: 1.04 }]; // biome-ignore format: short
const inputs = [{ low: -20, high: 20 }, { awayFromZero: 0.1 }]; // biome-ignore format: short
const integers = [{ dtype: 'int32', low: -50, high: 50 }, { dtype: 'int32', low: -9, high: 9 }] as const; // biome-ignore format: short
const int32 = { zeros, inputs: integers, shapes: [[[65], [65]], [[9, 1], [1, 7]]], gradient: false, dtype: 'int32' } as const; // biome-ignore format: short
const edges = [0, 1, -1, 7, -7, 2147483647, -2147483648];
const special = [edges.flatMap((a) => edges.map(() => a)), edges.flatMap(() => edges)];
/** In int32: 0 where the divisor is 0, and wrapped where the lowest number is divided by -1. */
const integer =
  (f: typeof expected.mod): typeof expected.mod =>
  (a, b) =>
    map(expected.where(expected.equal(b, 0), 0, f(a, b)), (x) => x | 0);

checkBinary('mod', gl.mod, expected.mod, { zeros, inputs, gradientInputs, tolerance: ulp(1), floor: 1e-30 });
checkBinary('mod of integers', gl.mod, integer(expected.mod), { ...int32, special, rejects: [] });
checkBinary('floorDiv', gl.floorDiv, expected.floorDiv, {
  zeros,
  inputs,
  gradient: 'none',
  tolerance: ulp(2),
});
checkBinary('floorDiv of integers', gl.floorDiv, integer(expected.floorDiv), {
  ...int32,
  special,
  rejects: [],
});
