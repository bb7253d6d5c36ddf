import * as layers from './index.ts';
import type { Layer, LayerOptions } from './layer.ts';
import { AFFINE, BIAS, COMMON, DEPTHWISE, KERNEL, POOLING, WINDOWS } from './option-names.ts';

type Maker = (options: never) => Layer;

/** The options of a layer, without those that all layers have. */
type OwnOptions<M extends Maker> = Exclude<keyof Extract<Parameters<M>[0], LayerOptions>, keyof LayerOptions>;

export interface Entry {
  readonly make: Maker;
  /** The names of its options. */
  readonly options: ReadonlySet<string>;
}

/** The names of all options of a layer: the compiler knows when one is missing, or is none. */
const entry = <M extends Maker, const Names extends readonly (OwnOptions<M> & string)[]>(
  make: M,
  own: Names & ([OwnOptions<M>] extends [Names[number]] ? unknown : never),
): Entry => ({ make, options: new Set<string>([...COMMON, ...(own as Names)]) });

/** Every layer by its kind. Whoever loads models needs it; a page that only trains does not carry it. */
export const table: Readonly<Record<string, Entry>> = {
  activation: entry(layers.activation, ['activation']),
  activityRegularization: entry(layers.activityRegularization, ['l1', 'l2']),
  add: entry(layers.add, []),
  average: entry(layers.average, []),
  averagePooling1d: entry(layers.averagePooling1d, [...POOLING]),
  averagePooling2d: entry(layers.averagePooling2d, [...POOLING]),
  batchNormalization: entry(layers.batchNormalization, [
    ...AFFINE,
    'axis',
    'momentum',
    'movingMeanInitializer',
    'movingVarianceInitializer',
  ]),
  categoryEncoding: entry(layers.categoryEncoding, ['numTokens', 'outputMode']),
  concatenate: entry(layers.concatenate, ['axis']),
  conv1d: entry(layers.conv1d, [...BIAS, ...KERNEL, ...WINDOWS, 'filters', 'groups']),
  conv2d: entry(layers.conv2d, [...BIAS, ...KERNEL, ...WINDOWS, 'filters', 'groups']),
  conv2dTranspose: entry(layers.conv2dTranspose, [
    ...BIAS,
    ...KERNEL,
    ...WINDOWS,
    'filters',
    'outputPadding',
  ]),
  cropping2d: entry(layers.cropping2d, ['cropping']),
  dense: entry(layers.dense, [...BIAS, ...KERNEL, 'units']),
  depthwiseConv2d: entry(layers.depthwiseConv2d, [...BIAS, ...WINDOWS, ...DEPTHWISE]),
  dot: entry(layers.dot, ['axes', 'normalize']),
  dropout: entry(layers.dropout, ['rate', 'seed', 'noiseShape']),
  eLU: entry(layers.eLU, ['alpha']),
  embedding: entry(layers.embedding, [
    'inputDim',
    'outputDim',
    'embeddingsInitializer',
    'embeddingsRegularizer',
    'embeddingsConstraint',
    'maskZero',
  ]),
  flatten: entry(layers.flatten, []),
  gaussianDropout: entry(layers.gaussianDropout, ['rate', 'seed']),
  gaussianNoise: entry(layers.gaussianNoise, ['stddev', 'seed']),
  globalAveragePooling1d: entry(layers.globalAveragePooling1d, ['keepDims']),
  globalAveragePooling2d: entry(layers.globalAveragePooling2d, ['keepDims']),
  globalMaxPooling1d: entry(layers.globalMaxPooling1d, ['keepDims']),
  globalMaxPooling2d: entry(layers.globalMaxPooling2d, ['keepDims']),
  groupNormalization: entry(layers.groupNormalization, [...AFFINE, 'groups', 'axis']),
  inputLayer: entry(layers.inputLayer, ['shape']),
  layerNormalization: entry(layers.layerNormalization, [...AFFINE, 'axis']),
  leakyReLU: entry(layers.leakyReLU, ['negativeSlope', 'alpha']),
  masking: entry(layers.masking, ['maskValue']),
  maxPooling1d: entry(layers.maxPooling1d, [...POOLING]),
  maxPooling2d: entry(layers.maxPooling2d, [...POOLING]),
  maximum: entry(layers.maximum, []),
  minimum: entry(layers.minimum, []),
  multiply: entry(layers.multiply, []),
  normalization: entry(layers.normalization, ['axis', 'mean', 'variance', 'invert']),
  permute: entry(layers.permute, ['dims']),
  pReLU: entry(layers.pReLU, ['alphaInitializer', 'alphaRegularizer', 'alphaConstraint', 'sharedAxes']),
  reLU: entry(layers.reLU, ['maxValue', 'negativeSlope', 'threshold']),
  repeatVector: entry(layers.repeatVector, ['n']),
  rescaling: entry(layers.rescaling, ['scale', 'offset']),
  reshape: entry(layers.reshape, ['targetShape']),
  separableConv2d: entry(layers.separableConv2d, [
    ...BIAS,
    ...WINDOWS,
    ...DEPTHWISE,
    'filters',
    'pointwiseInitializer',
    'pointwiseRegularizer',
    'pointwiseConstraint',
  ]),
  softmax: entry(layers.softmax, ['axis']),
  spatialDropout1d: entry(layers.spatialDropout1d, ['rate', 'seed']),
  spatialDropout2d: entry(layers.spatialDropout2d, ['rate', 'seed']),
  subtract: entry(layers.subtract, []),
  unitNormalization: entry(layers.unitNormalization, ['axis']),
  upSampling2d: entry(layers.upSampling2d, ['size', 'interpolation']),
  zeroPadding2d: entry(layers.zeroPadding2d, ['padding']),
};
