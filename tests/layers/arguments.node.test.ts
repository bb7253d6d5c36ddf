import '../../src/methods.ts';
import { describe, expect, test } from 'vitest';
import * as layers from '../../src/layers/index.ts';
import { sequential } from '../../src/model/index.ts';

/** What a model of this layer alone says to examples of this shape. */
const build = (layer: layers.Layer, shape: readonly number[]) => {
  const model = sequential([layers.activation({ activation: 'linear', inputShape: shape }), layer]);
  model.countParams();
  return layer;
};

describe('refused as soon as the layer is made', () => {
  test.each<[make: () => unknown, message: string]>([
    [() => layers.batchNormalization({ momentum: 1.5 }), 'layers.batchNormalization: momentum must be a number from 0 to 1, got 1.5.'],
    [() => layers.batchNormalization({ epsilon: -1 }), 'layers.batchNormalization: epsilon must be a finite number of at least 0, got -1.'],
    [() => layers.groupNormalization({ groups: 0 }), 'layers.groupNormalization: groups must be a positive integer, got 0.'],
    [() => layers.embedding({ inputDim: 0, outputDim: 2 }), 'layers.embedding: inputDim must be a positive integer, got 0.'],
    [() => layers.reshape({ targetShape: [-1, -1] }), 'layers.reshape: targetShape must hold positive integers and at most one -1, got [-1, -1].'],
    [() => layers.permute({ dims: [1, 3] }), 'layers.permute: dims must hold each of 1 to 2 once, got [1, 3].'],
    [() => layers.repeatVector(0), 'layers.repeatVector: n must be a positive integer, got 0.'],
    [() => layers.conv1d({ filters: 0, kernelSize: 3 }), 'layers.conv1d: filters must be a positive integer, got 0.'],
    [() => layers.conv2d({ filters: 1, kernelSize: [3, 0] }), 'layers.conv2d: expected kernelSize to be a positive integer or 2 of them, got [3,0].'],
    [() => layers.conv2d({ filters: 1, kernelSize: 3, padding: 'causal' }), 'layers.conv2d: expected padding valid or same, got causal.'],
    [() => layers.conv2d({ filters: 1, kernelSize: 3, activation: 'rleu' }), "layers.conv2d: unknown activation 'rleu'. Did you mean 'relu'?"],
    [() => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 1.5 }), 'layers.depthwiseConv2d: depthMultiplier must be a positive integer, got 1.5.'],
    [() => layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 0 }), 'layers.conv2dTranspose: expected strides to be a positive integer or 2 of them, got 0.'],
    [() => layers.maxPooling2d({ poolSize: [2, 2, 2] }), 'layers.maxPooling2d: expected poolSize to be a positive integer or 2 of them, got [2,2,2].'],
    [() => layers.averagePooling1d({ strides: -1 }), 'layers.averagePooling1d: expected strides to be a positive integer or 1 of them, got -1.'],
    [() => layers.zeroPadding2d({ padding: -1 }), 'layers.zeroPadding2d: padding must be a non-negative integer, two of them, or two pairs, got -1.'],
    [() => layers.upSampling2d({ size: 0 }), 'layers.upSampling2d: expected size to be a positive integer or 2 of them, got 0.'],
    [() => layers.rescaling({ scale: Number.NaN }), 'layers.rescaling: scale and offset must be finite numbers, got NaN and 0.'],
    [() => layers.gaussianNoise(-1), 'layers.gaussianNoise: stddev must be a finite number of at least 0, got -1.'],
    [() => layers.gaussianDropout(1), 'layers.gaussianDropout: rate must be a number from 0 up to, but not including, 1; got 1.'],
    [() => layers.spatialDropout1d(-0.1), 'layers.spatialDropout1d: rate must be a number from 0 up to, but not including, 1; got -0.1.'],
    [() => layers.reLU({ maxValue: -1 }), 'layers.reLU: maxValue must be a number of at least 0, got -1.'],
    [() => layers.leakyReLU({ negativeSlope: Number.NaN }), 'layers.leakyReLU: negativeSlope must be a number of at least 0, got NaN.'],
    [() => layers.conv2d({ filters: 4, kernelSize: 1, groups: 3 }), 'layers.conv2d: groups must divide filters, got 3 groups and 4 filters.'],
    [() => layers.conv2d({ filters: 4, kernelSize: 1, groups: 0 }), 'layers.conv2d: groups must be a positive integer, got 0.'],
    [() => layers.conv2d({ filters: 4, kernelSize: 1, dataFormat: 'channels_first' }), "layers: dataFormat must be 'channelsLast', got 'channels_first'."],
    [() => layers.separableConv2d({ filters: 0, kernelSize: 1 }), 'layers.separableConv2d: filters must be a positive integer, got 0.'],
    [() => layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, outputPadding: 2 }), 'layers.conv2dTranspose: outputPadding must be less than strides, got 2 and 2.'],
    [() => layers.conv2dTranspose({ filters: 1, kernelSize: 3, outputPadding: -1 }), 'layers.conv2dTranspose: expected outputPadding to be a non-negative integer or 2 of them, got -1.'],
    [() => layers.conv2dTranspose({ filters: 1, kernelSize: 3, padding: 'causal' as never }), 'layers.conv2dTranspose: expected padding valid or same, got causal.'],
    [() => layers.cropping2d({ cropping: 0.5 }), 'layers.cropping2d: cropping must be a non-negative integer, two of them, or two pairs, got 0.5.'],
    [() => layers.upSampling2d({ interpolation: 'area' as never }), "layers.upSampling2d: unknown interpolation 'area'."],
    [() => layers.categoryEncoding({ numTokens: 0 }), 'layers.categoryEncoding: numTokens must be a positive integer, got 0.'],
    [() => layers.categoryEncoding({ numTokens: 1, outputMode: 'int' as never }), "layers.categoryEncoding: unknown outputMode 'int'."],
    [() => layers.normalization({ mean: 1 }), 'layers.normalization: mean and variance must be given together.'],
    [() => layers.masking({ maskValue: Number.NaN }), 'layers.masking: maskValue must be a finite number, got NaN.'],
    [() => layers.inputLayer({}), 'layers.inputLayer: inputShape must be an array such as [784], without the batch; got undefined.'],
    [() => layers.eLU({ alpha: Number.POSITIVE_INFINITY }), 'layers.eLU: alpha must be a finite number, got Infinity.'],
  ])('%#: %s', (make, message) => {
    expect(make).toThrow(message);
  }); // biome-ignore format: a table
});

describe('refused when the shape of the input is known', () => {
  test.each<[layer: layers.Layer, shape: readonly number[], message: string]>([
    [layers.conv2d({ filters: 2, kernelSize: 3 }), [28, 28], "layers.conv2d 'conv2d': expected examples of shape [height, width, channels], got shape [28, 28]. Put layers.reshape in front of it."],
    [layers.conv1d({ filters: 2, kernelSize: 9 }), [4, 2], 'layers.conv1d: a window of 9 elements does not fit into axis 1 of shape [1, 4, 2].'],
    [layers.conv2dTranspose({ filters: 2, kernelSize: 3 }), [4], 'expected examples of shape [height, width, channels], got shape [4]'],
    [layers.maxPooling1d(), [4], "layers.maxPooling1d 'maxPooling1d': expected examples of shape [steps, channels], got shape [4]"],
    [layers.globalAveragePooling2d(), [4, 4], 'expected examples of shape [height, width, channels], got shape [4, 4]'],
    [layers.spatialDropout2d(0.5), [4, 4], 'expected examples of shape [height, width, channels], got shape [4, 4]'],
    [layers.repeatVector(2), [4, 4], 'expected examples of shape [features], got shape [4, 4]'],
    [layers.reshape({ targetShape: [5, -1] }), [4, 3], 'layers.reshape: examples of shape [4, 3] have 12 elements and cannot become [5, -1].'],
    [layers.permute({ dims: [2, 1] }), [4], 'layers.permute: dims [2, 1] are for examples with 2 axes, got shape [4].'],
    [layers.batchNormalization({ axis: 0 }), [4], "layers.batchNormalization 'batchNormalization': axis must be from 1 to 1 (0 is the batch) or from -1 to -1 for examples with 1 axes, got 0."],
    [layers.layerNormalization({ axis: [1, 3] }), [4, 4], "layers.layerNormalization 'layerNormalization': axis must be from 1 to 2 (0 is the batch) or from -2 to -1 for examples with 2 axes, got 3."],
    [layers.groupNormalization({ groups: 3 }), [4], "layers.groupNormalization 'groupNormalization': 4 channels do not divide into 3 groups."],
    [layers.unitNormalization({ axis: 2 }), [4], "layers.unitNormalization 'unitNormalization': axis must be from 1 to 1"],
    [layers.softmax({ axis: 0 }), [4], "layers.softmax 'softmax': axis must be from 1 to 1"],
    [layers.conv2d({ filters: 4, kernelSize: 1, groups: 2 }), [4, 4, 3], "layers.conv2d 'conv2d': 3 channels do not divide into 2 groups."],
    [layers.cropping2d({ cropping: 2 }), [4, 5, 1], 'layers.cropping2d: nothing is left of examples of shape [4, 5, 1].'],
    [layers.normalization({ mean: [1, 2], variance: [1, 2] }), [3], "layers.normalization 'normalization': expected mean as a number or of shape [3], got shape [2]."],
    [layers.normalization({ axis: 0 }), [3], "layers.normalization 'normalization': axis must be from 1 to 1 (0 is the batch)"],
    [layers.dropout({ rate: 0.5, noiseShape: [null, 2] }), [3], 'layers.dropout: noiseShape must hold 1, null or the input\'s length for each axis, the batch first; got [null,2] for examples of shape [3].'],
    [layers.pReLU({ sharedAxes: [0] }), [4], "layers.pReLU 'pReLU': sharedAxes must be from 1 to 1 for examples of shape [4], got [0]."],
  ])('%#', (layer, shape, message) => {
    expect(() => build(layer, shape)).toThrow(message);
  }); // biome-ignore format: a table
});

test.each<[layer: layers.Layer, shape: readonly number[], output: readonly number[], weights: readonly number[][]]>([
  [layers.batchNormalization({ center: false }), [5, 3], [5, 3], [[3], [3], [3]]],
  [layers.layerNormalization({ scale: false }), [5, 3], [5, 3], [[3]]],
  [layers.groupNormalization({ groups: -1 }), [5, 3], [5, 3], [[3], [3]]],
  [layers.conv1d({ filters: 4, kernelSize: 3, padding: 'causal' }), [9, 2], [9, 4], [[3, 2, 4], [4]]],
  [layers.conv2d({ filters: 32, kernelSize: 3 }), [28, 28, 1], [26, 26, 32], [[3, 3, 1, 32], [32]]],
  [layers.conv2d({ filters: 8, kernelSize: [1, 5], strides: 2, padding: 'same', useBias: false }), [7, 7, 3], [4, 4, 8], [[1, 5, 3, 8]]],
  [layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }), [7, 7, 3], [5, 5, 6], [[3, 3, 3, 2], [6]]],
  [layers.conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, padding: 'same' }), [7, 7, 3], [14, 14, 8], [[3, 3, 8, 3], [8]]],
  [layers.conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2 }), [7, 7, 3], [15, 15, 8], [[3, 3, 8, 3], [8]]],
  [layers.maxPooling2d({ poolSize: [2, 1], strides: 2, padding: 'same' }), [5, 5, 3], [3, 3, 3], []],
  [layers.spatialDropout2d(0.5), [5, 5, 3], [5, 5, 3], []],
])('%#: shapes of output and weights', (layer, shape, output, weights) => {
  expect(build(layer, shape).outputShape).toEqual(output);
  expect(layer.weights.map((weight) => weight.shape)).toEqual(weights);
}); // biome-ignore format: a table
