export { type ActivationOptions, activation } from './activation.ts';
export { type BatchNormalizationOptions, batchNormalization } from './batch-normalization.ts';
export { type DenseOptions, dense } from './dense.ts';
export { type DropoutOptions, dropout } from './dropout.ts';
export { flatten } from './flatten.ts';
export { type CallContext, Layer, type LayerOptions, Weight, type WeightSpec } from './layer.ts';
