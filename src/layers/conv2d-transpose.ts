import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import * as ops from '../ops/convolution.ts';
import { transposedLengths } from '../ops/geometry.ts';
import type { ConvOptions } from './conv.ts';
import { ConvLayer } from './conv-layer.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';

export interface Conv2dTransposeOptions extends ConvOptions {
  /** Default 'valid'. */
  readonly padding?: 'valid' | 'same';
}

class Conv2dTranspose extends ConvLayer {
  declare readonly options: Conv2dTransposeOptions;
  readonly kind = 'conv2dTranspose';
  readonly filters: number;

  constructor(options: Conv2dTransposeOptions) {
    super('layers.conv2dTranspose', 2, options);
    checkPositiveInteger('layers.conv2dTranspose', 'filters', options.filters);
    this.filters = options.filters;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    this.addKernel([...this.kernelSize, this.filters, inputShape[2]], this.filters);
  }

  protected product(x: Tensor, kernel: Tensor): Tensor {
    const { strides, padding, dilationRate } = this.options;
    return ops.conv2dTranspose(x, kernel, { strides, padding, dilationRate });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const lengths = transposedLengths('layers.conv2dTranspose', inputShape, this.kernelSize, this.options);
    return [...lengths, this.filters];
  }
}

/**
 * The derivative of conv2d with respect to its input, as a layer that enlarges images, with a kernel
 * [height, width, filters, channels]: with padding 'same' each axis becomes `strides` times as long,
 * with 'valid' longer by what the kernel exceeds the stride. Defaults as those of conv2d.
 * Keras: Conv2DTranspose.
 */
export const conv2dTranspose = (options: Conv2dTransposeOptions): Layer => new Conv2dTranspose(options);
