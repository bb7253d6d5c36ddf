import { describe, expect, it } from 'vitest';
import { BYTES_PER_ELEMENT, fromWords } from '../../src/core/dtype.ts';
import type { WgslModule } from '../../src/core/wgsl.ts';
import { Program } from '../../src/gpu/program.ts';
import { runtime } from '../../src/gpu/runtime.ts';
import { trace } from '../../src/graph/trace.ts';
import * as gl from '../../src/index.ts';
import { autocast } from '../../src/ops/half.ts';
import { type MatmulVariant, matmulVariants } from '../../src/schedule/matmul-variants.ts';
import { type Plan, plan } from '../../src/schedule/plan.ts';
import { SUBGROUPS } from '../../src/schedule/rows-subgroups.ts';
import { fromFlat, type NdArray, transpose } from '../reference/array.ts';
import { conv2d, conv2dTranspose } from '../reference/convolution.ts';
import * as expected from '../reference/ops.ts';
import { randomFrom, randomUniform } from '../reference/random.ts';
import { expectClose, testSeed, toTensor } from '../support/check-op.ts';

/** An expression that needs a certain kernel, and what it must give. */
interface Case {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly run: (...inputs: gl.Tensor[]) => gl.Tensor[];
  readonly reference: (...inputs: NdArray[]) => NdArray[];
  /** Default 2e-5. */
  readonly tolerance?: number;
  /** The size of what is added up, to which its rounding is relative. Default 1. */
  readonly floor?: number;
}

/** Aligned to tiles of 4, aligned to nothing, smaller than a tile, and larger than one in every direction. */
const SIZES = [
  [64, 32, 96],
  [35, 21, 67],
  [7, 20, 36],
  [70, 20, 10],
  [9, 12, 8],
  [3, 2, 5],
] as const;

const products = (sizes: readonly (readonly number[])[]): Case[] =>
  sizes.flatMap(([m, k, n]) =>
    (m < 4 ? [0] : [0, 1, 2, 3]).map((flags) => {
      const transposes = { transposeA: flags % 2 === 1, transposeB: flags > 1 };
      return {
        name: `matmul ${m}x${k}x${n}${transposes.transposeA ? ', A transposed' : ''}${transposes.transposeB ? ', B transposed' : ''}`,
        shapes: [transposes.transposeA ? [k, m] : [m, k], transposes.transposeB ? [n, k] : [k, n]],
        run: (a, b) => [gl.matmul(a, b, transposes)],
        reference: (a, b) => [expected.matmul(a, b, transposes)],
      };
    }),
  );

/** More than one of the largest tiles in every direction, and what ends within a tile. */
const large = products([
  [132, 40, 140],
  [35, 21, 67],
]);

const sumTo = (x: NdArray) => expected.sum(x, 0);

const cases: Case[] = [
  ...products(SIZES),
  {
    name: 'matmul of batches, one of them shared',
    shapes: [[3, 20, 12], [12, 36]], // biome-ignore format: shapes
    run: (a, b) => [gl.matmul(a, b)],
    reference: (a, b) => [expected.matmul(a, b)],
  },
  {
    name: 'matmul + bias + relu',
    shapes: [[36, 20], [20, 40], [40]], // biome-ignore format: shapes
    run: (a, b, c) => [gl.relu(gl.matmul(a, b).add(c))],
    reference: (a, b, c) => [expected.relu(expected.add(expected.matmul(a, b), c))],
  },
  {
    name: 'matmul of scaled operands and of a slice',
    shapes: [[37, 24], [50, 18]], // biome-ignore format: shapes
    run: (a, b) => [gl.matmul(a.mul(2), b.slice([3, 1], [24, 17]))],
    reference: (a, b) => [expected.matmul(expected.mul(a, 2), expected.slice(b, [3, 1], [24, 17]))],
  },
  ...[[24, 32, 20], [23, 31, 19]].map(([m, k, n]) => ({
    name: `matmul ${m}x${k}x${n} + column sums`,
    shapes: [[k, m], [k, n]],
    run: (a: gl.Tensor, b: gl.Tensor) => [gl.matmul(a, b, { transposeA: true }), b.sum(0)],
    reference: (a: NdArray, b: NdArray) => [expected.matmul(a, b, { transposeA: true }), sumTo(b)],
  })), // biome-ignore format: shapes
  {
    name: 'windows of an image as an operand, and their derivative',
    shapes: [[2, 9, 8, 4], [3, 3, 4, 8]], // biome-ignore format: shapes
    run: (a, b) => [
      gl.conv2d(a, b, { padding: 'same', strides: 2 }),
      gl.conv2dTranspose(a, b.transpose([0, 1, 3, 2])),
    ],
    reference: (a, b) => [
      conv2d(a, b, { padding: 'same', strides: 2 }),
      conv2dTranspose(a, transpose(b, [0, 1, 3, 2])),
    ],
  },
  ...[false, true].map((transposed) => ({
    name: `few results of long sums${transposed ? ', the other way round' : ''}`,
    floor: 100,
    shapes: transposed ? [[12, 5120], [8, 5120]] : [[5120, 12], [5120, 8]],
    run: (a: gl.Tensor, b: gl.Tensor) => [
      gl.matmul(a, b, { transposeA: !transposed, transposeB: transposed }).add(1),
    ],
    reference: (a: NdArray, b: NdArray) => [
      expected.add(expected.matmul(a, b, { transposeA: !transposed, transposeB: transposed }), 1),
    ],
  })), // biome-ignore format: shapes
  {
    name: 'few results of long sums, as a batch of one',
    floor: 100,
    shapes: [[1, 12, 5120], [1, 5120, 8]], // biome-ignore format: shapes
    run: (a, b) => [gl.matmul(a, b)],
    reference: (a, b) => [expected.matmul(a, b)],
  },
  {
    name: 'map, one element each',
    shapes: [[35, 21], [21]], // biome-ignore format: shapes
    run: (a, b) => [gl.tanh(a).mul(b), gl.greater(a, b)],
    reference: (a, b) => [expected.mul(expected.tanh(a), b), expected.greater(a, b)],
  },
  {
    name: 'map, four elements each',
    shapes: [[64, 36], [36], [64, 36]], // biome-ignore format: shapes
    run: (a, b, c) => [a.mul(b).add(c), a.sub(c.mul(3))],
    reference: (a, b, c) => [expected.add(expected.mul(a, b), c), expected.sub(a, expected.mul(c, 3))],
  },
  {
    name: 'map of a transposed view and of two pieces',
    shapes: [[48, 40], [24, 48], [16, 48]], // biome-ignore format: shapes
    run: (a, b, c) => [a.transpose().add(gl.concat([b, c], 0))],
    reference: (a, b, c) => [expected.add(transpose(a), expected.concat([b, c], 0))],
  },
  {
    name: 'rows, few and long',
    shapes: [[5, 1000]],
    run: (a) => [a.sum(-1), a.max(-1), gl.softmax(a)],
    reference: (a) => [expected.sum(a, -1), expected.max(a, -1), expected.softmax(a)],
  },
  {
    name: 'rows, many and short',
    shapes: [[700, 9]],
    run: (a) => [gl.logSoftmax(a), a.argMax()],
    reference: (a) => [expected.logSoftmax(a), expected.argMax(a)],
  },
  {
    name: 'rows that are columns',
    shapes: [[300, 70]],
    run: (a) => [a.mean(0), a.min(0)],
    reference: (a) => [expected.mean(a, 0), expected.min(a, 0)],
  },
  {
    name: 'one long row in two stages',
    shapes: [[70001]],
    run: (a) => [a.square().sum()],
    reference: (a) => [expected.sum(expected.square(a))],
  },
  {
    name: 'long columns in two stages',
    shapes: [[9001, 5]],
    run: (a) => [a.mean(0), a.variance(0), a.argMin(0)],
    reference: (a) => [expected.mean(a, 0), expected.variance(a, 0), expected.argMin(a, 0)],
  },
  {
    name: 'rows of booleans',
    shapes: [[20, 200]],
    run: (a) => [a.greater(1.98).any(1), a.greater(-1.98).all(1)],
    reference: (a) => [
      expected.any(expected.greater(a, 1.98), 1),
      expected.all(expected.greater(a, -1.98), 1),
    ],
  },
  {
    name: 'scans, short and in chunks',
    shapes: [[30, 40], [2, 1500]], // biome-ignore format: shapes
    run: (a, b) => [gl.cumsum(a, 0).mul(2), gl.cumsum(b.transpose(), 0, { reverse: true, exclusive: true })],
    reference: (a, b) => [
      expected.mul(expected.cumsum(a, 0), 2),
      expected.cumsum(transpose(b), 0, { reverse: true, exclusive: true }),
    ],
  },
  {
    name: 'sorting, in a block and merged',
    shapes: [[4, 200], [2, 700]], // biome-ignore format: shapes
    run: (a, b) => [gl.sort(a), gl.argSort(b), gl.topK(a, 7).values],
    reference: (a, b) => [expected.sort(a), expected.argSort(b), expected.topK(a, 7).values],
  },
];

/** Rows as long as half a workgroup, one, or so many and some more; read by numbers and by vectors, along and across. */
const ROWS: readonly [shape: readonly number[], axis: number][] = [
  [[5, 33], 1],
  [[3, 64], 1],
  [[2, 1001], 1],
  [[101, 9], 0],
];

const reductions: Case[] = ROWS.flatMap(([shape, axis]) => [
  {
    name: `sums, products and extremes of [${shape}] along axis ${axis}`,
    shapes: [shape],
    floor: 10,
    run: (a) => [a.sum(axis), a.mul(0.5).add(1).prod(axis), a.max(axis), a.min(axis), a.argMax(axis)],
    reference: (a) => [
      expected.sum(a, axis),
      expected.prod(expected.add(expected.mul(a, 0.5), 1), axis),
      expected.max(a, axis),
      expected.min(a, axis),
      expected.argMax(a, axis),
    ],
  },
  {
    name: `the same of integers, and booleans, of [${shape}] along axis ${axis}`,
    shapes: [shape],
    run: (a) => {
      const whole = a.mul(1e5).cast('int32');
      const [large, positive] = [a.greater(1.9), a.greater(-1.9)];
      return [whole.sum(axis), whole.max(axis), whole.min(axis), large.any(axis), positive.all(axis)];
    },
    reference: (a) => {
      const whole = fromFlat(
        a.data.map((value) => Math.trunc(Math.fround(value * Math.fround(1e5)))),
        a.shape,
      );
      return [
        expected.sum(whole, axis),
        expected.max(whole, axis),
        expected.min(whole, axis),
        expected.any(expected.greater(a, 1.9), axis),
        expected.all(expected.greater(a, -1.9), axis),
      ];
    },
  },
  {
    name: `softmax and normalized [${shape}] along axis ${axis}`,
    shapes: [shape],
    run: (a) => [
      gl.softmax(a, axis),
      a
        .sub(a.mean(axis, { keepDims: true }))
        .square()
        .mean(axis),
    ],
    reference: (a) => [expected.softmax(a, axis), expected.variance(a, axis)],
  },
]);

/** The kernel templates in shaders/ by the text around their entry point, which no two share. */
const templates = new Map(
  Object.values(import.meta.glob<WgslModule>('../../shaders/**/*.wgsl', { eager: true, import: 'default' }))
    .flatMap(({ name, code }) => code.split(/\/\/#hook \w+/).map((text) => ({ name, text: text.trim() })))
    .filter(({ text }) => text.includes('@compute'))
    .map(({ name, text }) => [name, text]),
);
const features = (await navigator.gpu.requestAdapter())?.features;
const hasHalves = features?.has('shader-f16');
const hasSubgroups = features?.has('subgroups');
if (!hasSubgroups) templates.delete(SUBGROUPS.template.name);
const untested = new Set(templates.keys());

/** Every kernel of the plan is compiled on its own first: the browser must have nothing to say about it. */
async function expectSilence({ commands }: Plan): Promise<void> {
  const { device } = await runtime.ready();
  for (const { code } of commands) {
    for (const [name, text] of templates) if (code.includes(text)) untested.delete(name);
    const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
    expect(messages.map(({ type, message, lineNum }) => `${type} ${lineNum}: ${message}`)).toEqual([]);
  }
}

async function results(planned: Plan): Promise<NdArray[]> {
  const host = await runtime.host();
  const program = await runtime.failures.guard(Program.create('kernel test', planned, host));
  runtime.run([{ program, times: 1 }]);
  const sources = planned.outputs.map(({ tensor }, k) => ({
    ...program.result(k),
    bytes: tensor.size * BYTES_PER_ELEMENT,
  }));
  const words = await runtime.readBuffers(sources);
  program.dispose();
  return planned.outputs.map(({ tensor }, k) => fromFlat(fromWords(words[k], tensor.dtype), tensor.shape));
}

/** What every WebGPU device has. */
const limits = { fewestPhases: 1, storageBuffers: 8, workgroupBytes: 16384 };
let persistentKernels = 0;

const fused = cases.filter(({ name }) => / (\+|of|as) /.test(name) && /matmul|operand/.test(name));
const inVariant = (wanted: string) => {
  const variant = matmulVariants.find(({ name }) => name === wanted) as MatmulVariant;
  return { software: false, matmul: () => ({ variant, parts: 1 }) };
};

/** A product of numbers with 11 bits: its operands are of half precision. */
const inHalves = (list: readonly Case[]): Case[] =>
  list
    .filter(({ run }) => /matmul|conv2d/.test(String(run)))
    .map((each) => ({
      ...each,
      name: `in halves: ${each.name}`,
      tolerance: 2 ** -9,
      floor: 8 * (each.floor ?? 1),
      run: (...inputs) => autocast(() => each.run(...inputs)),
    }));

describe.each([
  // Only some adapters compute in halves: SwiftShader does not.
  ...(hasHalves
    ? [
        { kind: 'halves on a GPU', options: { software: false }, cases: inHalves(cases) },
        { kind: 'halves on a software adapter', options: { software: true }, cases: inHalves(cases) },
        {
          kind: 'halves in tiles of 64',
          options: inVariant('tiles 64'),
          cases: inHalves([...large, ...fused]),
        },
        {
          kind: 'halves in tiles of 128',
          options: inVariant('tiles 128'),
          cases: inHalves([...large, ...fused]),
        },
      ]
    : []),
  { kind: 'kernels for a GPU', options: { software: false }, cases },
  { kind: 'kernels for a software adapter', options: { software: true }, cases },
  { kind: 'products in tiles of 64', options: inVariant('tiles 64'), cases: [...large, ...fused] },
  { kind: 'products in tiles of 128', options: inVariant('tiles 128'), cases: [...large, ...fused] },
  { kind: 'products streamed, 4 rows', options: inVariant('streaming 4x64'), cases: fused },
  { kind: 'products streamed, 16 rows', options: inVariant('streaming 16x16'), cases: large },
  ...(hasSubgroups
    ? [
        {
          kind: 'reductions in subgroups',
          options: { software: false, rows: () => SUBGROUPS },
          cases: reductions,
        },
      ]
    : []),
  { kind: 'phases for a GPU', options: { software: false, persistent: limits }, cases },
  { kind: 'phases for a software adapter', options: { software: true, persistent: limits }, cases },
])('$kind', ({ options, cases: chosen }) => {
  it.each(chosen)('$name', async ({ name, shapes, run, reference, tolerance = 2e-5, floor = 1 }) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const arrays = shapes.map((shape) => randomUniform(random, shape, -2, 2));
    const rounded = arrays.map(({ data, shape }) => fromFlat(data.map(Math.fround), shape));
    const planned = plan(
      trace(() => run(...rounded.map((a) => toTensor(a)))),
      options,
    );
    if (planned.commands[0].phases.length > 0) persistentKernels++;
    await expectSilence(planned);
    const actual = await results(planned);
    for (const [k, wanted] of reference(...rounded).entries()) {
      expectClose(actual[k], wanted, {
        tolerance,
        floor,
        label: `${name}, result ${k}, seed ${seed}`,
      });
    }
  });
});

it('has been through every kernel in shaders/', () => {
  expect(templates.size).toBeGreaterThan(4);
  expect(persistentKernels).toBeGreaterThan(40);
  expect([...untested]).toEqual([]);
});
