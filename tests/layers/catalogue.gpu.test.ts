import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/grad.ts';
import * as gl from '../../src/index.ts';
import { getLayer } from '../../src/layers/names.ts';
import { fromFlat, generate, type NdArray } from '../reference/array.ts';
import * as conv from '../reference/convolution.ts';
import { differences } from '../reference/finite-differences.ts';
import { batchNormalization } from '../reference/layers.ts';
import * as ops from '../reference/ops.ts';
import { randomFrom, randomUniform, shuffled } from '../reference/random.ts';
import { expectClose, fromTensor, testSeed, toTensor } from '../support/check-op.ts';
import { dataFor } from '../support/keras-model.ts';

const { layers } = gl;

interface Case {
  readonly layer: gl.layers.Layer;
  readonly inputShape: readonly number[];
  /** In inference and, unless told otherwise, in training. */
  readonly reference: (x: NdArray, ...weights: NdArray[]) => NdArray;
  readonly training?: Case['reference'];
  /** The input, where it is not just numbers from -2 to 2. */
  readonly input?: NdArray;
}

const ROWS = 3;
/** What sums of a few dozen products of float32 may differ by. */
const ROUNDING = { tolerance: 2e-5, floor: 0.1 };
const IMAGE = [6, 5, 2];
const SEQUENCE = [7, 3];

/** Numbers from -2 to 2, so far apart and from 0 that no finite difference meets a kink. */
function apart(shape: readonly number[]): NdArray {
  const size = shape.reduce((product, n) => product * n, 1);
  return generate(shape, (_, i) => Math.fround((4 * (((i * 10007) % size) - size / 2 + 0.25)) / size));
}

const elementwise = (layer: gl.layers.Layer, f: (x: number) => number): Case => ({
  layer,
  inputShape: [5, 3],
  reference: (x) => fromFlat(x.data.map(f), x.shape),
});

function standardized(x: NdArray, axes: number[], epsilon = 1e-3): NdArray {
  const kept = x.shape.map((n, d) => (axes.includes(d) ? 1 : n));
  const centred = ops.sub(x, ops.reshape(ops.mean(x, axes), kept));
  return ops.div(centred, ops.sqrt(ops.add(ops.reshape(ops.mean(ops.square(centred), axes), kept), epsilon)));
}

/** Channels in two groups, over rows of [height, width, 4]. */
function grouped(x: NdArray): NdArray {
  const [rows, height, width, channels] = x.shape;
  const apartInGroups = ops.reshape(x, [rows, height, width, 2, channels / 2]);
  return ops.reshape(standardized(apartInGroups, [1, 2, 4]), x.shape);
}

const batchNorm =
  (training: boolean, swap?: number[]): Case['reference'] =>
  (x, ...weights) => {
    const moved = swap ? ops.transpose(x, swap) : x;
    const { y } = batchNormalization({ type: 'batchNormalization' }, weights, moved, training);
    return swap ? ops.transpose(y, swap) : y;
  };

const plus = (product: NdArray, bias: NdArray): NdArray => ops.add(product, bias);

/** A convolution of each half, third, ... of the channels by its share of the filters. */
function inGroups(op: typeof conv.conv2d, groups: number, x: NdArray, kernel: NdArray): NdArray {
  const parts = [x, kernel].map((a) => {
    const length = a.shape[a.shape.length - 1] / groups;
    return ops.split(a, new Array<number>(groups).fill(length), -1);
  });
  return ops.concat(parts[0].map((part, k) => op(part, parts[1][k])), -1); // biome-ignore format: short
}

/** Along an axis, `times` values for each, on the lines between centers of pixels. */
function between(x: NdArray, times: number, axis: number): NdArray {
  const shape = x.shape.map((n, d) => (d === axis ? n * times : n));
  const stride = x.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  return generate(shape, (index) => {
    const last = x.shape[axis] - 1;
    const place = Math.min(Math.max((index[axis] + 0.5) / times - 0.5, 0), last);
    const below = Math.min(Math.floor(place), last - 1);
    const base = index.reduce((at, i, d) => at * x.shape[d] + (d === axis ? below : i), 0);
    return x.data[base] * (below + 1 - place) + x.data[base + stride] * (place - below);
  });
}

/** Indices of which one is none of four. */
const words = fromFlat([0, 1, 2, 2, 3, 4], [ROWS, 2]);

const cases: Record<string, Case> = {
  batchNormalization: {
    layer: layers.batchNormalization(),
    inputShape: [4, 3],
    reference: batchNorm(false),
    training: batchNorm(true),
  },
  'batchNormalization, channels first': {
    layer: layers.batchNormalization({ axis: 1 }),
    inputShape: [3, 4],
    reference: batchNorm(false, [0, 2, 1]),
    training: batchNorm(true, [0, 2, 1]),
  },
  layerNormalization: {
    layer: layers.layerNormalization(),
    inputShape: [4, 6],
    reference: (x, gamma, beta) => plus(ops.mul(standardized(x, [2]), gamma), beta),
  },
  'layerNormalization over two axes, without beta': {
    layer: layers.layerNormalization({ axis: [1, 2], center: false, epsilon: 0.1 }),
    inputShape: [4, 3, 2],
    reference: (x, gamma) => ops.mul(standardized(x, [1, 2], 0.1), ops.reshape(gamma, [...gamma.shape, 1])),
  },
  groupNormalization: {
    layer: layers.groupNormalization({ groups: 2 }),
    inputShape: [3, 2, 4],
    reference: (x, gamma, beta) => plus(ops.mul(grouped(x), gamma), beta),
  },
  'groupNormalization of the first axis': {
    layer: layers.groupNormalization({ groups: 2, axis: 1 }),
    inputShape: [4, 3, 2],
    reference: (x, gamma, beta) =>
      ops.transpose(plus(ops.mul(grouped(ops.transpose(x, [0, 2, 3, 1])), gamma), beta), [0, 3, 1, 2]),
  },
  unitNormalization: {
    layer: layers.unitNormalization(),
    inputShape: [4, 3],
    reference: (x) => ops.div(x, ops.sqrt(ops.sum(ops.square(x), -1, { keepDims: true }))),
  },
  embedding: {
    layer: layers.embedding({ inputDim: 6, outputDim: 4 }),
    inputShape: [5],
    input: generate([ROWS, 5], (_, i) => (i * 3) % 6),
    reference: (x, table) => ops.gather(table, x),
  },
  reshape: {
    layer: layers.reshape({ targetShape: [3, -1] }),
    inputShape: [6, 2],
    reference: (x) => ops.reshape(x, [ROWS, 3, 4]),
  },
  permute: {
    layer: layers.permute({ dims: [2, 1] }),
    inputShape: [6, 2],
    reference: (x) => ops.transpose(x, [0, 2, 1]),
  },
  repeatVector: {
    layer: layers.repeatVector(4),
    inputShape: [5],
    reference: (x) => generate([ROWS, 4, 5], ([n, , i]) => x.data[5 * n + i]),
  },
  conv1d: {
    layer: layers.conv1d({ filters: 4, kernelSize: 3 }),
    inputShape: SEQUENCE,
    reference: (x, kernel, bias) => plus(conv.conv1d(x, kernel), bias),
  },
  conv2d: {
    layer: layers.conv2d({ filters: 4, kernelSize: [3, 2] }),
    inputShape: IMAGE,
    reference: (x, kernel, bias) => plus(conv.conv2d(x, kernel), bias),
  },
  'conv2d with strides, padding and activation': {
    layer: layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' }),
    inputShape: IMAGE,
    reference: (x, kernel, bias) =>
      ops.tanh(plus(conv.conv2d(x, kernel, { strides: 2, padding: 'same' }), bias)),
  },
  'conv1d, groups': {
    layer: layers.conv1d({ filters: 6, kernelSize: 3, groups: 2 }),
    inputShape: [7, 4],
    reference: (x, kernel, bias) => plus(inGroups(conv.conv1d, 2, x, kernel), bias),
  },
  'conv2d, groups': {
    layer: layers.conv2d({ filters: 4, kernelSize: 2, groups: 2 }),
    inputShape: IMAGE,
    reference: (x, kernel, bias) => plus(inGroups(conv.conv2d, 2, x, kernel), bias),
  },
  separableConv2d: {
    layer: layers.separableConv2d({
      filters: 3,
      kernelSize: 3,
      depthMultiplier: 2,
      strides: 2,
      padding: 'same',
    }),
    inputShape: IMAGE,
    reference: (x, depthwise, pointwise, bias) => {
      const each = conv.depthwiseConv2d(x, depthwise, { strides: 2, padding: 'same' });
      return plus(conv.conv2d(each, pointwise), bias);
    },
  },
  depthwiseConv2d: {
    layer: layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
    inputShape: IMAGE,
    reference: (x, kernel, bias) => plus(conv.depthwiseConv2d(x, kernel, { padding: 'same' }), bias),
  },
  conv2dTranspose: {
    layer: layers.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2 }),
    inputShape: [3, 2, 2],
    reference: (x, kernel, bias) => plus(conv.conv2dTranspose(x, kernel, { strides: 2 }), bias),
  },
  'conv2dTranspose, outputPadding': {
    layer: layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 3, outputPadding: 2 }),
    inputShape: [3, 2, 2],
    reference: (x, kernel, bias) =>
      plus(conv.conv2dTranspose(x, kernel, { strides: 3, outputPadding: 2 }), bias),
  },
  'conv2dTranspose, same, outputPadding': {
    layer: layers.conv2dTranspose({
      filters: 2,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      outputPadding: 0,
    }),
    inputShape: [3, 2, 2],
    reference: (x, kernel, bias) =>
      plus(conv.conv2dTranspose(x, kernel, { strides: 2, padding: 'same', outputPadding: 0 }), bias),
  },
  'conv2dTranspose, same, dilation': {
    layer: layers.conv2dTranspose({ filters: 2, kernelSize: 3, padding: 'same', dilationRate: 2 }),
    inputShape: [3, 4, 2],
    reference: (x, kernel, bias) =>
      plus(conv.conv2dTranspose(x, kernel, { padding: 'same', dilationRate: 2 }), bias),
  },
  maxPooling1d: {
    layer: layers.maxPooling1d(),
    inputShape: SEQUENCE,
    reference: (x) => conv.pool1d(x, 2, 'max'),
  },
  maxPooling2d: {
    layer: layers.maxPooling2d(),
    inputShape: IMAGE,
    reference: (x) => conv.pool2d(x, 2, 'max'),
  },
  averagePooling1d: {
    layer: layers.averagePooling1d({ poolSize: 3, strides: 1 }),
    inputShape: SEQUENCE,
    reference: (x) => conv.pool1d(x, 3, 'average', { strides: 1 }),
  },
  'averagePooling2d, same': {
    layer: layers.averagePooling2d({ padding: 'same' }),
    inputShape: IMAGE,
    reference: (x) => conv.pool2d(x, 2, 'average', { padding: 'same' }),
  },
  globalMaxPooling1d: {
    layer: layers.globalMaxPooling1d(),
    inputShape: SEQUENCE,
    reference: (x) => ops.max(x, 1),
  },
  globalMaxPooling2d: {
    layer: layers.globalMaxPooling2d(),
    inputShape: IMAGE,
    reference: (x) => ops.max(x, [1, 2]),
  },
  globalAveragePooling1d: {
    layer: layers.globalAveragePooling1d({ keepDims: true }),
    inputShape: SEQUENCE,
    reference: (x) => ops.mean(x, 1, { keepDims: true }),
  },
  globalAveragePooling2d: {
    layer: layers.globalAveragePooling2d(),
    inputShape: IMAGE,
    reference: (x) => ops.mean(x, [1, 2]),
  },
  zeroPadding2d: {
    layer: layers.zeroPadding2d({ padding: [[1, 0], [2, 3]] }), // biome-ignore format: short
    inputShape: [2, 3, 2],
    reference: (x) => ops.pad(x, [[0, 0], [1, 0], [2, 3], [0, 0]]), // biome-ignore format: short
  },
  cropping2d: {
    layer: layers.cropping2d({ cropping: [[1, 0], [2, 1]] }), // biome-ignore format: short
    inputShape: [3, 5, 2],
    reference: (x) => ops.slice(x, [0, 1, 2, 0], [ROWS, 2, 2, 2]),
  },
  'upSampling2d, bilinear': {
    layer: layers.upSampling2d({ size: [2, 3], interpolation: 'bilinear' }),
    inputShape: [2, 3, 2],
    reference: (x) => between(between(x, 2, 1), 3, 2),
  },
  'upSampling2d, bicubic': {
    layer: layers.upSampling2d({ size: [2, 1], interpolation: 'bicubic' }),
    inputShape: [2, 1, 3],
    // Keys's weights at distances of 1/4, 3/4 and 5/4 are 111, 29 and -9 of 128; those of the two pixels add up to 1.
    reference: (x) =>
      ops.einsum(
        'ij,rjkc->rikc',
        fromFlat(
          [111 / 102, -9 / 102, 111 / 140, 29 / 140, 29 / 140, 111 / 140, -9 / 102, 111 / 102],
          [4, 2],
        ),
        x,
      ),
  },
  upSampling2d: {
    layer: layers.upSampling2d({ size: [2, 3] }),
    inputShape: [2, 3, 2],
    reference: (x) => ops.repeat(ops.repeat(x, 2, 1), 3, 2),
  },
  'categoryEncoding, oneHot': {
    layer: layers.categoryEncoding({ numTokens: 4, outputMode: 'oneHot' }),
    inputShape: [2],
    input: words,
    reference: (x) => ops.oneHot(x, 4),
  },
  'categoryEncoding, oneHot of one': {
    layer: layers.categoryEncoding({ numTokens: 4, outputMode: 'one_hot' }),
    inputShape: [1],
    input: fromFlat([3, 0, 4], [ROWS, 1]),
    reference: (x) => ops.oneHot(ops.reshape(x, [ROWS]), 4),
  },
  'categoryEncoding, multiHot': {
    layer: layers.categoryEncoding({ numTokens: 4 }),
    inputShape: [2],
    input: words,
    reference: (x) => ops.max(ops.oneHot(x, 4), 1),
  },
  'categoryEncoding, count': {
    layer: layers.categoryEncoding({ numTokens: 4, outputMode: 'count' }),
    inputShape: [2],
    input: words,
    reference: (x) => ops.sum(ops.oneHot(x, 4), 1),
  },
  normalization: {
    layer: layers.normalization(),
    inputShape: [4, 3],
    reference: (x, mean, variance) => ops.div(ops.sub(x, mean), ops.sqrt(variance)),
  },
  'normalization, over all but two axes': {
    layer: layers.normalization({ axis: [3, 1] }),
    inputShape: [2, 4, 3],
    reference: (x, mean, variance) => {
      const [m, v] = [mean, variance].map((a) => ops.reshape(a, [2, 1, 3]));
      return ops.div(ops.sub(x, m), ops.sqrt(v));
    },
  },
  'normalization, one for all': {
    layer: layers.normalization({ axis: null }),
    inputShape: [4, 3],
    reference: (x, mean, variance) => ops.div(ops.sub(x, mean), ops.sqrt(variance)),
  },
  'normalization, given and inverted': {
    layer: layers.normalization({ mean: [1, 2, 3], variance: [4, 1, 0], invert: true }),
    inputShape: [4, 3],
    reference: (x) => ops.add(ops.mul(x, [2, 1, 1e-7]), [1, 2, 3]),
  },
  'normalization, numbers': elementwise(layers.normalization({ mean: 3, variance: 4 }), (x) => (x - 3) / 2),
  masking: {
    layer: layers.masking({ maskValue: 2 }),
    inputShape: [2, 2],
    input: fromFlat([2, 2, 2, 1, 1, 2, 0, 0, 2, 2, 2, 2], [ROWS, 2, 2]),
    reference: (x) =>
      ops.mul(x, [
        [[0], [1]],
        [[1], [1]],
        [[0], [0]],
      ]),
  },
  activityRegularization: elementwise(layers.activityRegularization({ l1: 0.1 }), (x) => x),
  rescaling: elementwise(layers.rescaling({ scale: 1 / 255, offset: -1 }), (x) => x / 255 - 1),
  reLU: elementwise(layers.reLU(), (x) => Math.max(x, 0)),
  'reLU with all options': elementwise(
    layers.reLU({ maxValue: 1.5, negativeSlope: 0.1, threshold: 0.5 }),
    (x) => (x >= 1.5 ? 1.5 : x >= 0.5 ? x : 0.1 * (x - 0.5)),
  ),
  leakyReLU: elementwise(layers.leakyReLU(), (x) => (x > 0 ? x : 0.3 * x)),
  eLU: elementwise(layers.eLU({ alpha: 0.7 }), (x) => (x > 0 ? x : 0.7 * Math.expm1(x))),
  pReLU: {
    layer: layers.pReLU(),
    inputShape: [5, 3],
    reference: (x, alpha) => ops.where(ops.greater(x, 0), x, ops.mul(x, alpha)),
  },
  'pReLU, one slope per channel': {
    layer: layers.pReLU({ sharedAxes: [1] }),
    inputShape: [5, 3],
    reference: (x, alpha) => ops.where(ops.greater(x, 0), x, ops.mul(x, alpha)),
  },
  'softmax over two axes': {
    layer: layers.softmax({ axis: [1, 2] }),
    inputShape: [5, 3],
    reference: (x) => ops.reshape(ops.softmax(ops.reshape(x, [ROWS, 15])), [ROWS, 5, 3]),
  },
  softmax: {
    layer: layers.softmax({ axis: 1 }),
    inputShape: [5, 3],
    reference: (x) => ops.transpose(ops.softmax(ops.transpose(x, [0, 2, 1])), [0, 2, 1]),
  },
};

const iteration = gl.tensor(new Int32Array([0])).reshape([]);

describe('layers: shape, weights, inference, training and gradients as in Keras', () => {
  it.each(Object.entries(cases))('%s', async (name, { layer, inputShape, reference, training, input }) => {
    const seed = testSeed();
    const random = randomFrom(seed);
    const label = `${name}, seed ${seed}`;
    const model = gl.sequential([layer]);
    const x = input ?? apart([ROWS, ...inputShape]);
    // The first use of a model without an inputShape builds it.
    await model.predict(dataFor(x));
    const weights = layer.weights.map(({ shape }) => randomUniform(random, shape, 0.2, 0.9));
    await model.setWeights(weights.map(dataFor));

    const inferred = reference(x, ...weights);
    expect(layer.outputShape).toEqual(inferred.shape.slice(1));
    expect(model.countParams()).toBe(weights.reduce((sum, { data }) => sum + data.length, 0));
    expectClose(await fromTensor(await model.predict(dataFor(x))), inferred, { ...ROUNDING, label });

    const train = training ?? reference;
    const expected = train(x, ...weights);
    const factors = randomUniform(random, expected.shape);
    const batch = toTensor(x);
    const trained = layer.weights.filter((weight) => weight.trainable).map(({ value }) => value.eagerValue());
    const output = layer.call(batch, { training: true, iteration });
    const slopes = gradients(name, output.mul(toTensor(factors)).sum(), [batch, ...trained]);
    expectClose(await fromTensor(output), expected, { ...ROUNDING, label: `${label}, training` });

    const scalar = (...args: NdArray[]): number =>
      train(args[0], ...args.slice(1)).data.reduce((sum, y, i) => sum + y * factors.data[i], 0);
    for (const [k, slope] of slopes.entries()) {
      if (k === 0 && input) continue;
      if (!slope) throw new Error(`${label}: no gradient for ${k === 0 ? 'x' : layer.weights[k - 1].name}`);
      const all = await fromTensor(slope);
      const indices = shuffled(random, all.data.length).slice(0, 12);
      const wanted = differences(scalar, [x, ...weights], k, { indices });
      const vector = (values: number[]): NdArray => fromFlat(values, [values.length]);
      expectClose(
        vector(wanted.map(({ index }) => all.data[index])),
        vector(wanted.map((difference) => difference.slope)),
        { tolerance: 1e-4, floor: 0.1, label: `${label}, gradient ${k}` },
      );
    }
    model.dispose();

    const { kind, config } = layer;
    const copy = getLayer('test', JSON.parse(JSON.stringify({ kind, config })));
    const copied = gl.sequential([copy]);
    await copied.predict(dataFor(x));
    await copied.setWeights(weights.map(dataFor));
    expect(copy.config).toEqual(config);
    expectClose(await fromTensor(await copied.predict(dataFor(x))), inferred, { ...ROUNDING, label });
    expectClose(await fromTensor(copy.call(batch, { training: true, iteration })), expected, {
      ...ROUNDING,
      label: `${label}, a copy in training`,
    });
    copied.dispose();
  });
});

describe('layers that are random in training', () => {
  const x = gl.full([200, 20, 3], 2);
  const run = async (layer: gl.layers.Layer, training: boolean, step = 0): Promise<number[]> => {
    const counter = gl.tensor(new Int32Array([step])).reshape([]);
    return Array.from(await layer.call(x, { training, iteration: counter }).data());
  };
  const moments = (values: number[]): [mean: number, stddev: number] => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)];
  };

  it.each<[string, gl.layers.Layer, stddev: number]>([
    ['gaussianNoise', layers.gaussianNoise({ stddev: 0.5, seed: 3 }), 0.5],
    ['gaussianDropout', layers.gaussianDropout({ rate: 0.2, seed: 3 }), 2 * 0.5],
  ])('%s', async (_, layer, stddev) => {
    expect(new Set(await run(layer, false))).toEqual(new Set([2]));
    const values = await run(layer, true);
    const [mean, spread] = moments(values);
    expect(Math.abs(mean - 2)).toBeLessThan((5 * stddev) / Math.sqrt(values.length));
    expect(Math.abs(spread - stddev)).toBeLessThan((5 * stddev) / Math.sqrt(2 * values.length));
    expect(await run(layer, true)).toEqual(values);
    expect(await run(layer, true, 1)).not.toEqual(values);
  });

  it('dropout with a noiseShape drops along axes of length 1 together', async () => {
    const values = await run(layers.dropout({ rate: 0.5, seed: 3, noiseShape: [null, 20, 1] }), true);
    expect(new Set(values)).toEqual(new Set([0, 4]));
    for (const [i, value] of values.entries()) expect(value).toBe(values[i - (i % 3)]);
    expect(Math.abs(moments(values)[0] - 2)).toBeLessThan((5 * 2) / Math.sqrt(values.length / 3));
  });

  it('spatialDropout1d drops channels as a whole', async () => {
    const layer = layers.spatialDropout1d({ rate: 0.5, seed: 3 });
    expect(new Set(await run(layer, false))).toEqual(new Set([2]));
    const values = await run(layer, true);
    const dropped = values.filter((value, i) => {
      const [row, channel] = [Math.floor(i / 60), i % 3];
      expect(value).toBe(values[row * 60 + channel]);
      return value === 0;
    });
    expect(Math.abs(dropped.length / values.length - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(600));
    expect(new Set(values)).toEqual(new Set([0, 4]));
  });
});
