import * as gl from '../../src/index.ts';
import { type NdArray, reshape } from '../reference/array.ts';
import { add, div, mean, mul, sqrt, square, sub } from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';

function standardized(x: NdArray, axes: number[], epsilon = 1e-3): NdArray {
  const kept = x.shape.map((n, d) => (axes.includes(d) ? 1 : n));
  const centred = sub(x, reshape(mean(x, axes), kept));
  const variance = reshape(mean(square(centred), axes), kept);
  return div(centred, sqrt(add(variance, epsilon)));
}

checkOp('batchNorm', {
  run: (x, average, variance, scale, offset) => gl.batchNorm(x, average, variance, { scale, offset }),
  reference: (x, average, variance, scale, offset) =>
    add(mul(div(sub(x, average), sqrt(add(variance, 1e-3))), scale), offset),
  inputs: [{}, {}, { low: 0.1, high: 3 }, {}, {}],
  shapes: [
    [[33, 5], [5], [5], [5], [5]],
    [[2, 3, 4, 8], [8], [8], [8], [8]],
    [[0, 3], [3], [3], [3], [3]],
  ], // biome-ignore format: shapes
  gradient: [[[7, 3], [3], [3], [3], [3]]], // biome-ignore format: shapes
  floor: 0.1,
  rejects: [
    [
      () => gl.batchNorm(gl.zeros([2, 3]), [0, 0], [1, 1]),
      'batchNorm: expected variance of shape [3], one number for each channel of x of shape [2, 3], got [2]',
    ],
  ],
});

checkOp('batchNorm, channels first', {
  run: (x, average, variance) => gl.batchNorm(x, average, variance, { axis: 1, epsilon: 0.5 }),
  reference: (x, average, variance) =>
    div(sub(x, reshape(average, [1, 3, 1])), sqrt(add(reshape(variance, [1, 3, 1]), 0.5))),
  inputs: [{}, {}, { low: 0.1, high: 3 }],
  shapes: [[[2, 3, 5], [3], [3]]], // biome-ignore format: shapes
  gradient: false,
  floor: 0.1,
});

checkOp('layerNorm', {
  run: (x, scale, offset) => gl.layerNorm(x, { scale, offset }),
  reference: (x, scale, offset) => add(mul(standardized(x, [x.shape.length - 1]), scale), offset),
  inputs: [{}, {}, {}],
  shapes: [
    [[9, 70], [70], [70]],
    [[2, 3, 5], [5], [5]],
    [[0, 3], [3], [3]],
  ], // biome-ignore format: shapes
  gradient: [[[3, 6], [6], [6]]], // biome-ignore format: shapes
  floor: 0.1,
  tolerance: 1e-4,
  gradientTolerance: 1e-3,
  rejects: [
    [() => gl.layerNorm([[1, 2]], { axis: 2 }), 'layerNorm: axis 2 is out of range for rank 2'],
    [() => gl.layerNorm([[1, 2]], { axis: [1, -1] }), 'layerNorm: axes [1, 1] name an axis twice'],
  ],
});

checkOp('layerNorm, over several axes', {
  run: (x) => gl.layerNorm(x, { axis: [1, 2], epsilon: 1e-5 }),
  reference: (x) => standardized(x, [1, 2], 1e-5),
  shapes: [[[4, 5, 6]]],
  gradient: false,
  floor: 0.1,
  tolerance: 1e-4,
});

checkOp('groupNorm', {
  run: (x, scale, offset) => gl.groupNorm(x, 2, { scale, offset }),
  reference: (x, scale, offset) => {
    const [rows, ...rest] = x.shape;
    const channels = rest[rest.length - 1];
    const grouped = reshape(x, [rows, ...rest.slice(0, -1), 2, channels / 2]);
    const axes = [...grouped.shape.keys()].filter((d) => d !== 0 && d !== grouped.shape.length - 2);
    return add(mul(reshape(standardized(grouped, axes), x.shape), scale), offset);
  },
  inputs: [{}, {}, {}],
  shapes: [
    [[3, 4, 5, 6], [6], [6]],
    [[5, 4], [4], [4]],
    [[0, 3, 4], [4], [4]],
  ], // biome-ignore format: shapes
  gradient: [[[2, 3, 4], [4], [4]]], // biome-ignore format: shapes
  floor: 0.1,
  tolerance: 1e-4,
  gradientTolerance: 1e-3,
  rejects: [
    [
      () => gl.groupNorm(gl.zeros([2, 5]), 2),
      'groupNorm: expected x [rows, ..., channels] and a number of groups',
    ],
  ],
});
