import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import * as ops from '../ops/convolution.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { ConvLayer, type ConvLayerOptions } from './conv-layer.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';

export interface DepthwiseConv2dOptions
  extends Omit<ConvLayerOptions, 'kernelInitializer' | 'kernelRegularizer'> {
  /** Filters for each channel. Default 1. */
  readonly depthMultiplier?: number;
  /** Default 'glorotUniform'. */
  readonly depthwiseInitializer?: string | Initializer;
  /** Default none. */
  readonly depthwiseRegularizer?: string | Regularizer | null;
}

class DepthwiseConv2d extends ConvLayer {
  readonly kind = 'depthwiseConv2d';
  readonly depthMultiplier: number;

  constructor({ depthwiseInitializer, depthwiseRegularizer, ...options }: DepthwiseConv2dOptions) {
    const { depthMultiplier = 1 } = options;
    super('layers.depthwiseConv2d', 2, {
      ...options,
      kernelInitializer: depthwiseInitializer,
      kernelRegularizer: depthwiseRegularizer,
    });
    checkPositiveInteger('layers.depthwiseConv2d', 'depthMultiplier', depthMultiplier);
    this.depthMultiplier = depthMultiplier;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    const channels = inputShape[2];
    this.addKernel([...this.kernelSize, channels, this.depthMultiplier], channels * this.depthMultiplier);
  }

  protected product(x: Tensor, kernel: Tensor): Tensor {
    return ops.depthwiseConv2d(x, kernel, this.geometry);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...this.windowCounts(inputShape), inputShape[2] * this.depthMultiplier];
  }
}

/**
 * Filters for each channel by itself, with a kernel [height, width, channels, depthMultiplier]:
 * [height, width, channels] -> [windows down, windows across, channels * depthMultiplier]. Defaults as
 * those of conv2d. Keras: DepthwiseConv2D.
 */
export const depthwiseConv2d = (options: DepthwiseConv2dOptions): Layer => new DepthwiseConv2d(options);
