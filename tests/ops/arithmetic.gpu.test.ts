import * as gl from '../../src/index.ts';
import { map, type NdArray } from '../reference/array.ts';
import * as expected from '../reference/ops.ts';
import { checkBinary, checkUnary, ulp } from '../support/check-elementwise.ts';

const { zeros } = gl;

checkBinary('add', gl.add, expected.add, { zeros, tolerance: ulp(1) });
checkBinary('sub', gl.sub, expected.sub, { zeros, tolerance: ulp(1) });
checkBinary('mul', gl.mul, expected.mul, { zeros, tolerance: ulp(1) });
// WGSL allows a quotient 2.5 units in the last place.
checkBinary('div', gl.div, expected.div, { zeros, inputs: [{}, { awayFromZero: 0.2 }], tolerance: ulp(3) });
checkBinary('squaredDifference', gl.squaredDifference, expected.squaredDifference, {
  zeros,
  tolerance: ulp(2),
  slopes: [[[1, 1], [0, 0]], [[3, 1], [4, -4]]],
}); // biome-ignore format: short

checkUnary('neg', gl.neg, expected.neg, { tolerance: 0 });
checkUnary('square', gl.square, expected.square, { tolerance: ulp(1), second: true });
checkUnary('reciprocal', gl.reciprocal, expected.reciprocal, {
  inputs: [{ awayFromZero: 0.2 }],
  gradientInputs: [{ awayFromZero: 0.5 }],
  tolerance: ulp(3),
  floor: 1e-28,
});

/** What float32 could not hold, and what wraps around. */
const large = [0, 1, -1, 16777217, -16777217, 2147483647, -2147483648, 123456789];
const special = [large.flatMap((a) => large.map(() => a)), large.flatMap(() => large)];
const integers = { dtype: 'int32', low: -50, high: 50 } as const;
const two = { zeros, inputs: [integers, integers], shapes: [[[65], [65]], [[5, 1], [13]]], gradient: false } as const; // biome-ignore format: short
/** Exact in two halves, which float64 would not be. */
const wrap = (a: NdArray): NdArray => map(a, (x) => x | 0);
const wrappedProduct = (a: NdArray, b: NdArray): NdArray => {
  const low = expected.mul(
    a,
    map(b, (x) => x & 0xffff),
  );
  return wrap(
    expected.add(
      wrap(low),
      wrap(
        map(
          expected.mul(
            a,
            map(b, (x) => x >> 16),
          ),
          (x) => (x % 65536) * 65536,
        ),
      ),
    ),
  );
};

checkBinary('add of integers', gl.add, (a, b) => wrap(expected.add(a, b)), {
  ...two,
  special,
  dtype: 'int32',
});
checkBinary('sub of integers', gl.sub, (a, b) => wrap(expected.sub(a, b)), {
  ...two,
  special,
  dtype: 'int32',
});
checkBinary('mul of integers', gl.mul, wrappedProduct, { ...two, special, dtype: 'int32' });
checkBinary('squaredDifference of integers', gl.squaredDifference, expected.squaredDifference, {
  ...two,
  special: [[16777217, -3], [16777216, 4]],
  dtype: 'int32',
}); // biome-ignore format: short
checkBinary('div of integers', gl.div, expected.div, {
  ...two,
  inputs: [integers, { ...integers, low: 1 }],
  special: [
    [1, -1, 0],
    [0, 0, 0],
  ],
});

for (const [name, run, reference] of [
  ['neg', gl.neg, expected.neg],
  ['square', gl.square, expected.square],
] as const) {
  checkUnary(`${name} of integers`, run, (x) => wrap(reference(x)), {
    inputs: [integers],
    shapes: [[[65]]],
    gradient: false,
    dtype: 'int32',
    special: [[0, 4097, -4097, 46340]],
  });
}
