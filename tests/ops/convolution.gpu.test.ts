import { expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import type { NdArray } from '../reference/array.ts';
import * as expected from '../reference/convolution.ts';
import { max, mean, mul } from '../reference/ops.ts';
import { checkOp } from '../support/check-op.ts';
import { apart, apartArray } from './apart.ts';

type Size = readonly number[];

interface Geometry {
  readonly x: Size;
  readonly kernel: Size;
  readonly options: { strides?: number; padding?: 'valid' | 'same'; dilationRate?: number };
  readonly also: readonly ('depthwiseConv2d' | 'conv2dTranspose')[];
}

/** Channels and filters that fill tiles and such that do not; windows that overlap, skip, and hang over the edge. */
const geometries: Geometry[] = [
  { x: [2, 7, 6, 3], kernel: [3, 2, 3, 5], options: {}, also: ['depthwiseConv2d'] },
  { x: [2, 8, 8, 4], kernel: [3, 3, 4, 8], options: { padding: 'same' }, also: [] },
  {
    x: [1, 9, 8, 2],
    kernel: [3, 3, 2, 4],
    options: { padding: 'same', strides: 2 },
    also: ['depthwiseConv2d', 'conv2dTranspose'],
  },
  { x: [2, 9, 10, 4], kernel: [2, 3, 4, 4], options: { strides: 3 }, also: ['conv2dTranspose'] },
  { x: [1, 9, 11, 3], kernel: [3, 3, 3, 2], options: { padding: 'same', dilationRate: 2 }, also: [] },
];

const convolutions = {
  conv2d: {
    run: gl.conv2d,
    reference: expected.conv2d,
    kernel: ([height, width, channels, filters]: Size) => [height, width, channels, filters],
  },
  depthwiseConv2d: {
    run: gl.depthwiseConv2d,
    reference: expected.depthwiseConv2d,
    kernel: ([height, width, channels]: Size) => [height, width, channels, 2],
  },
  conv2dTranspose: {
    run: gl.conv2dTranspose,
    reference: expected.conv2dTranspose,
    kernel: ([height, width, channels, filters]: Size) => [height, width, filters, channels],
  },
};

for (const { x, kernel, options, also } of geometries) {
  for (const name of ['conv2d', ...also] as const) {
    const { run, reference, kernel: kernelOf } = convolutions[name];
    const shapes = [[x, kernelOf(kernel)]];
    const without = [[0, ...x.slice(1)], kernelOf(kernel)];
    checkOp(`${name}, [${x}] ${JSON.stringify(options)}`, {
      run: (a, b) => run(a, b, options),
      reference: (a, b) => reference(a, b, options),
      inputs: [{}, {}],
      shapes: [...shapes, without],
      gradient: shapes,
      floor: 1,
      tolerance: 1e-5,
      rejects: [
        [
          () => run(gl.zeros([2, 3]), gl.zeros([1, 1, 2, 2])),
          `${name}: expected x of shape [rows, height, width, channels], got [2, 3]`,
        ],
        [
          () => run(gl.zeros([1, 4, 4, 3]), gl.zeros([1, 1, 2, 2])),
          'has 3 channels, the kernel of shape [1, 1, 2, 2] expects 2',
        ],
        [
          () => run(gl.zeros([1, 4, 4, 2]), gl.zeros([2, 2])),
          `${name}: expected a kernel of rank 4 without empty axes, got shape [2, 2]`,
        ],
      ],
    });
  }
}

checkOp('conv2d, derivative of the derivative', {
  run: (a, b) => gradients('square of conv2d', gl.conv2d(a, b).square().sum(), [a])[0] as gl.Tensor,
  // The derivative of sum(y^2) is the kernel's transpose applied to 2 y.
  reference: (a, b) => expected.conv2dTranspose(mul(expected.conv2d(a, b), 2), b),
  inputs: [{}, {}],
  shapes: [[[2, 6, 5, 4], [3, 2, 4, 4]]], // biome-ignore format: a pair
  gradient: [[[1, 4, 5, 3], [2, 2, 3, 2]]], // biome-ignore format: a pair
  floor: 10,
  tolerance: 1e-5,
  gradientTolerance: 1e-3,
});

const series = [
  { x: [3, 20, 4], kernel: [5, 4, 8], options: {} },
  { x: [2, 17, 3], kernel: [3, 3, 6], options: { padding: 'causal', dilationRate: 2 } },
  { x: [2, 16, 2], kernel: [4, 2, 3], options: { padding: 'same', strides: 2 } },
] as const;

for (const { x, kernel, options } of series) {
  checkOp(`conv1d, [${x}] * [${kernel}] ${JSON.stringify(options)}`, {
    run: (a, b) => gl.conv1d(a, b, options),
    reference: (a, b) => expected.conv1d(a, b, options),
    inputs: [{}, {}],
    shapes: [[x, kernel], [[0, ...x.slice(1)], kernel]], // biome-ignore format: pairs
    gradient: [[x, kernel]],
    floor: 1,
    tolerance: 1e-5,
    rejects: [
      [
        () => gl.conv1d(gl.zeros([2, 3]), gl.zeros([2, 3, 1])),
        'conv1d: expected x of shape [rows, steps, channels], got [2, 3]',
      ],
      [
        () => gl.conv1d(gl.zeros([2, 3, 4]), gl.zeros([2, 3, 1])),
        'has 4 channels, the kernel of shape [2, 3, 1] expects 3',
      ],
      [
        () => gl.conv1d(gl.zeros([2, 3, 4]), gl.zeros([5, 4, 1])),
        'conv1d: a window of 5 elements does not fit into axis 1 of shape [2, 3, 4]',
      ],
      [
        () => gl.conv1d(gl.zeros([2, 3, 4]), gl.zeros([2, 4, 1]), { strides: 0 }),
        'conv1d: expected strides to be a positive integer or 1 of them, got 0',
      ],
    ],
  });
}

const sameTensor = (x: gl.Tensor): gl.Tensor => x;
const sameArray = (x: NdArray): NdArray => x;
// Where two elements are close, differences see the jump of the maximum's derivative.
const pools = [
  { name: 'maxPool2d', kind: 'max', run: gl.maxPool2d, spread: apart, spreadArray: apartArray },
  {
    name: 'averagePool2d',
    kind: 'average',
    run: gl.averagePool2d,
    spread: sameTensor,
    spreadArray: sameArray,
  },
] as const;

for (const { name, kind, run, spread, spreadArray } of pools) {
  for (const { x, size, options } of [
    { x: [2, 6, 8, 3], size: 2, options: {} },
    { x: [2, 7, 9, 4], size: 3, options: { padding: 'same', strides: 2 } },
    { x: [1, 8, 7, 2], size: 3, options: { strides: 1 } },
  ] as const) {
    checkOp(`${name}, [${x}] by ${size} ${JSON.stringify(options)}`, {
      run: (a) => run(spread(a), size, options),
      reference: (a) => expected.pool2d(spreadArray(a), size, kind, options),
      shapes: [[x], [[0, ...x.slice(1)]]],
      gradient: [[x]],
      floor: 0.1,
      rejects: [
        [() => run([[1]]), `${name}: expected x of shape [rows, height, width, channels], got [1, 1]`],
        [
          () => run(gl.zeros([1, 2, 2, 1]), 3),
          'a window of 3 elements does not fit into axis 1 of shape [1, 2, 2, 1]',
        ],
        [
          () => run(gl.zeros([1, 2, 2, 1]), 0),
          'expected poolSize to be a positive integer or 2 of them, got 0',
        ],
      ],
    });
  }
}

const lines = [
  { name: 'maxPool1d', kind: 'max', run: gl.maxPool1d, spread: apart, spreadArray: apartArray },
  {
    name: 'averagePool1d',
    kind: 'average',
    run: gl.averagePool1d,
    spread: sameTensor,
    spreadArray: sameArray,
  },
] as const;

for (const { name, kind, run, spread, spreadArray } of lines) {
  checkOp(name, {
    run: (a) => run(spread(a), 3, { padding: 'same', strides: 2 }),
    reference: (a) => expected.pool1d(spreadArray(a), 3, kind, { padding: 'same', strides: 2 }),
    shapes: [[[2, 11, 3]], [[0, 11, 3]]],
    gradient: [[[2, 11, 3]]],
    floor: 0.1,
    rejects: [[() => run([[1]]), `${name}: expected x of shape [rows, steps, channels], got [1, 1]`]],
  });
}

it('maxPool1d: NaN stays, and the derivative goes to the first of equals', async () => {
  const x = gl.tensor([1, Number.NaN, 3, 3, -5, Number.NEGATIVE_INFINITY], [1, 6, 1]);
  expect(await gl.maxPool1d(x).data()).toEqual(new Float32Array([Number.NaN, 3, -5]));
  const slope = gl.grad((t: gl.Tensor) => gl.maxPool1d(t).sum())(gl.tensor([3, 3, 1, 2], [1, 4, 1]));
  expect(await slope.data()).toEqual(new Float32Array([1, 0, 0, 1]));
});

checkOp('globalMaxPool', {
  run: (x) => gl.globalMaxPool(apart(x)),
  reference: (x) => max(apartArray(x), [1, 2]),
  shapes: [[[3, 5, 7, 4]], [[0, 2, 2, 3]]],
  gradient: [[[2, 3, 4, 3]]],
  rejects: [
    [() => gl.globalMaxPool([1, 2]), 'globalMaxPool: expected x of shape [rows, steps, channels], got [2]'],
  ],
});

checkOp('globalAveragePool', {
  run: gl.globalAveragePool,
  reference: (x) => mean(x, 1),
  shapes: [[[3, 50, 4]], [[0, 2, 3]]],
  gradient: [[[2, 6, 3]]],
  floor: 0.1,
  rejects: [
    [
      () => gl.globalAveragePool([1, 2]),
      'globalAveragePool: expected x of shape [rows, steps, channels], got [2]',
    ],
  ],
});
