import * as layers from './index.ts';
import type { Layer, LayerOptions } from './layer.ts';

type Maker = (options: never) => Layer;

/** The options of a layer, without those that all layers have. */
type OwnOptions<M extends Maker> = Exclude<keyof Extract<Parameters<M>[0], LayerOptions>, keyof LayerOptions>;

export interface Entry {
  readonly make: Maker;
  /** The names of its options. */
  readonly options: ReadonlySet<string>;
}

type Marks<Names extends string> = Readonly<Record<Names, true>>;

const ALL: Marks<keyof LayerOptions> = {
  name: true,
  inputShape: true,
  batchInputShape: true,
  trainable: true,
  dataFormat: true,
  activityRegularizer: true,
};
const BIAS = {
  activation: true,
  useBias: true,
  biasInitializer: true,
  biasRegularizer: true,
  biasConstraint: true,
} as const;
const KERNEL = { ...BIAS, kernelInitializer: true, kernelRegularizer: true, kernelConstraint: true } as const;
const WINDOWS = { kernelSize: true, strides: true, padding: true, dilationRate: true } as const;
const CONVOLUTION = { ...KERNEL, ...WINDOWS, filters: true } as const;
const DEPTHWISE = {
  ...BIAS,
  ...WINDOWS,
  depthMultiplier: true,
  depthwiseInitializer: true,
  depthwiseRegularizer: true,
  depthwiseConstraint: true,
} as const;
const POOLING = { poolSize: true, strides: true, padding: true } as const;
const AFFINE = {
  epsilon: true,
  center: true,
  scale: true,
  betaInitializer: true,
  gammaInitializer: true,
  betaRegularizer: true,
  gammaRegularizer: true,
  betaConstraint: true,
  gammaConstraint: true,
} as const;
const RANDOM = { rate: true, seed: true } as const;

/** A layer with the names of all of its options: the compiler knows when one is missing. */
const entry = <M extends Maker>(make: M, own: Marks<OwnOptions<M> & string>): Entry => ({
  make,
  options: new Set(Object.keys({ ...ALL, ...own })),
});

/** Every layer by its kind. Whoever loads models needs it; a page that only trains does not carry it. */
export const table: Readonly<Record<string, Entry>> = {
  activation: entry(layers.activation, { activation: true }),
  activityRegularization: entry(layers.activityRegularization, { l1: true, l2: true }),
  add: entry(layers.add, {}),
  average: entry(layers.average, {}),
  averagePooling1d: entry(layers.averagePooling1d, POOLING),
  averagePooling2d: entry(layers.averagePooling2d, POOLING),
  batchNormalization: entry(layers.batchNormalization, {
    ...AFFINE,
    axis: true,
    momentum: true,
    movingMeanInitializer: true,
    movingVarianceInitializer: true,
  }),
  categoryEncoding: entry(layers.categoryEncoding, { numTokens: true, outputMode: true }),
  concatenate: entry(layers.concatenate, { axis: true }),
  conv1d: entry(layers.conv1d, { ...CONVOLUTION, groups: true }),
  conv2d: entry(layers.conv2d, { ...CONVOLUTION, groups: true }),
  conv2dTranspose: entry(layers.conv2dTranspose, { ...CONVOLUTION, outputPadding: true }),
  cropping2d: entry(layers.cropping2d, { cropping: true }),
  dense: entry(layers.dense, { ...KERNEL, units: true }),
  depthwiseConv2d: entry(layers.depthwiseConv2d, DEPTHWISE),
  dot: entry(layers.dot, { axes: true, normalize: true }),
  dropout: entry(layers.dropout, { ...RANDOM, noiseShape: true }),
  eLU: entry(layers.eLU, { alpha: true }),
  embedding: entry(layers.embedding, {
    inputDim: true,
    outputDim: true,
    embeddingsInitializer: true,
    embeddingsRegularizer: true,
    embeddingsConstraint: true,
    maskZero: true,
  }),
  flatten: entry(layers.flatten, {}),
  gaussianDropout: entry(layers.gaussianDropout, RANDOM),
  gaussianNoise: entry(layers.gaussianNoise, { stddev: true, seed: true }),
  globalAveragePooling1d: entry(layers.globalAveragePooling1d, { keepDims: true }),
  globalAveragePooling2d: entry(layers.globalAveragePooling2d, { keepDims: true }),
  globalMaxPooling1d: entry(layers.globalMaxPooling1d, { keepDims: true }),
  globalMaxPooling2d: entry(layers.globalMaxPooling2d, { keepDims: true }),
  groupNormalization: entry(layers.groupNormalization, { ...AFFINE, groups: true, axis: true }),
  inputLayer: entry(layers.inputLayer, { shape: true }),
  layerNormalization: entry(layers.layerNormalization, { ...AFFINE, axis: true }),
  leakyReLU: entry(layers.leakyReLU, { negativeSlope: true, alpha: true }),
  masking: entry(layers.masking, { maskValue: true }),
  maxPooling1d: entry(layers.maxPooling1d, POOLING),
  maxPooling2d: entry(layers.maxPooling2d, POOLING),
  maximum: entry(layers.maximum, {}),
  minimum: entry(layers.minimum, {}),
  multiply: entry(layers.multiply, {}),
  normalization: entry(layers.normalization, { axis: true, mean: true, variance: true, invert: true }),
  permute: entry(layers.permute, { dims: true }),
  pReLU: entry(layers.pReLU, {
    alphaInitializer: true,
    alphaRegularizer: true,
    alphaConstraint: true,
    sharedAxes: true,
  }),
  reLU: entry(layers.reLU, { maxValue: true, negativeSlope: true, threshold: true }),
  repeatVector: entry(layers.repeatVector, { n: true }),
  rescaling: entry(layers.rescaling, { scale: true, offset: true }),
  reshape: entry(layers.reshape, { targetShape: true }),
  separableConv2d: entry(layers.separableConv2d, {
    ...DEPTHWISE,
    filters: true,
    pointwiseInitializer: true,
    pointwiseRegularizer: true,
    pointwiseConstraint: true,
  }),
  softmax: entry(layers.softmax, { axis: true }),
  spatialDropout1d: entry(layers.spatialDropout1d, RANDOM),
  spatialDropout2d: entry(layers.spatialDropout2d, RANDOM),
  subtract: entry(layers.subtract, {}),
  unitNormalization: entry(layers.unitNormalization, { axis: true }),
  upSampling2d: entry(layers.upSampling2d, { size: true, interpolation: true }),
  zeroPadding2d: entry(layers.zeroPadding2d, { padding: true }),
};
