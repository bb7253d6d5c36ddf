import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import * as ops from '../ops/convolution.ts';
import { type TransposedOptions, transposedAxes } from '../ops/geometry.ts';
import { ConvLayer, type ConvLayerOptions } from './conv-layer.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';
import { BIAS, KERNEL, WINDOWS } from './option-names.ts';

export interface Conv2dTransposeOptions extends Omit<ConvLayerOptions, 'padding'>, TransposedOptions {
  /** Number of channels of the output. */
  readonly filters: number;
}

class Conv2dTranspose extends ConvLayer {
  declare readonly options: Conv2dTransposeOptions;
  readonly kind = 'conv2dTranspose';
  override readonly ownOptions: readonly string[] = [
    ...BIAS,
    ...KERNEL,
    ...WINDOWS,
    'filters',
    'outputPadding',
  ];
  readonly filters: number;

  constructor(options: Conv2dTransposeOptions) {
    super('layers.conv2dTranspose', 2, options);
    checkPositiveInteger('layers.conv2dTranspose', 'filters', options.filters);
    this.filters = options.filters;
    // Refuses what no input could mend.
    this.#axes([1, 1, 1]);
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    this.addKernel([...this.kernelSize, this.filters, inputShape[2]], this.filters);
  }

  protected product(x: Tensor, kernel: Tensor): Tensor {
    return ops.conv2dTranspose(x, kernel, this.options);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...this.#axes(inputShape).map(({ length }) => length), this.filters];
  }

  #axes(inputShape: Shape) {
    return transposedAxes('layers.conv2dTranspose', inputShape, this.kernelSize, this.options);
  }
}

/**
 * The derivative of conv2d with respect to its input, as a layer that enlarges images, with a kernel
 * [height, width, filters, channels]: with padding 'same' each axis becomes `strides` times as long,
 * with 'valid' longer by what the kernel exceeds the stride; `outputPadding` makes the end longer or
 * shorter. Defaults as those of conv2d. Keras has no dilationRate beside strides here.
 * Keras: Conv2DTranspose.
 */
export const conv2dTranspose = (options: Conv2dTransposeOptions): Layer => new Conv2dTranspose(options);
