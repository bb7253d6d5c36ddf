import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import * as ops from '../ops/convolution.ts';
import { type DepthwiseConv2dOptions, DepthwiseLayer } from './depthwise-layer.ts';
import type { Layer } from './layer.ts';
import { BIAS, DEPTHWISE, WINDOWS } from './option-names.ts';

class DepthwiseConv2d extends DepthwiseLayer {
  readonly kind = 'depthwiseConv2d';
  override readonly ownOptions: readonly string[] = [...BIAS, ...WINDOWS, ...DEPTHWISE];

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    this.addKernels([this.depthwiseKernel(inputShape)], inputShape[2] * this.depthMultiplier);
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
export const depthwiseConv2d = (options: DepthwiseConv2dOptions): Layer =>
  new DepthwiseConv2d('layers.depthwiseConv2d', options);
