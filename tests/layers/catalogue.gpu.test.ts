import { describe, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { fromFlat, generate, type NdArray } from '../reference/array.ts';
import { batchNormalization } from '../reference/layers.ts';
import * as ops from '../reference/ops.ts';
import { checkLayer, type LayerCase, ROWS } from '../support/check-layer.ts';

const { layers } = gl;

const elementwise = (layer: gl.layers.Layer, f: (x: number) => number): LayerCase => ({
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
  (training: boolean, swap?: number[]): LayerCase['reference'] =>
  (x, ...weights) => {
    const moved = swap ? ops.transpose(x, swap) : x;
    const { y } = batchNormalization({ type: 'batchNormalization' }, weights, moved, training);
    return swap ? ops.transpose(y, swap) : y;
  };

/** Indices of which one is none of four. */
const words = fromFlat([0, 1, 2, 2, 3, 4], [ROWS, 2]);

const cases: Record<string, LayerCase> = {
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
    reference: (x, gamma, beta) => ops.add(ops.mul(standardized(x, [2]), gamma), beta),
  },
  'layerNormalization over two axes, without beta': {
    layer: layers.layerNormalization({ axis: [1, 2], center: false, epsilon: 0.1 }),
    inputShape: [4, 3, 2],
    reference: (x, gamma) => ops.mul(standardized(x, [1, 2], 0.1), ops.reshape(gamma, [...gamma.shape, 1])),
  },
  groupNormalization: {
    layer: layers.groupNormalization({ groups: 2 }),
    inputShape: [3, 2, 4],
    reference: (x, gamma, beta) => ops.add(ops.mul(grouped(x), gamma), beta),
  },
  'groupNormalization of the first axis': {
    layer: layers.groupNormalization({ groups: 2, axis: 1 }),
    inputShape: [4, 3, 2],
    reference: (x, gamma, beta) =>
      ops.transpose(ops.add(ops.mul(grouped(ops.transpose(x, [0, 2, 3, 1])), gamma), beta), [0, 3, 1, 2]),
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

describe('layers: shape, weights, inference, training and gradients as in Keras', () => {
  it.each(Object.entries(cases))('%s', checkLayer);
});
