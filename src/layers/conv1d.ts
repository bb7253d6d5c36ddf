import * as ops from '../ops/convolution.ts';
import { Conv, type ConvOptions } from './conv.ts';
import type { Layer } from './layer.ts';

/**
 * activation(convolution with a kernel [size, channels, filters] + bias): [steps, channels] ->
 * [windows, filters]. Defaults: strides 1, padding 'valid' ('same' and 'causal' exist), dilationRate 1, groups 1.
 * Keras, which refuses dilationRate beside strides: Conv1D.
 */
export const conv1d = (options: ConvOptions): Layer => new Conv('conv1d', 1, ops.conv1d, options);
