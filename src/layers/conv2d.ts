import * as ops from '../ops/convolution.ts';
import { Conv, type ConvOptions } from './conv.ts';
import type { Layer } from './layer.ts';

/**
 * activation(convolution with a kernel [height, width, channels, filters] + bias):
 * [height, width, channels] -> [windows down, windows across, filters]. Defaults: strides 1, padding
 * 'valid' ('same' exists), dilationRate 1, groups 1. Keras, which refuses dilationRate beside strides: Conv2D.
 */
export const conv2d = (options: ConvOptions): Layer => new Conv('conv2d', 2, ops.conv2d, options);
