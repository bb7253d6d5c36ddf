import { describe, it } from 'vitest';
import * as gl from '../../src/index.ts';
import { fromFlat, generate, type NdArray } from '../reference/array.ts';
import * as conv from '../reference/convolution.ts';
import * as ops from '../reference/ops.ts';
import { checkLayer, type LayerCase, ROWS } from '../support/check-layer.ts';

const { layers } = gl;

const IMAGE = [6, 5, 2];
const SEQUENCE = [7, 3];

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

const cases: Record<string, LayerCase> = {
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
};

describe('layers over windows of images and sequences, as in Keras', () => {
  it.each(Object.entries(cases))('%s', checkLayer);
});
