import type { ConstraintLike } from '../constraints/constraint.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import * as ops from '../ops/convolution.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { ConvLayer, type WindowOptions } from './conv-layer.ts';
import type { BiasOptions } from './kernel-layer.ts';
import { type AddWeightOptions, checkPositiveInteger, type Layer } from './layer.ts';

export interface DepthwiseConv2dOptions extends BiasOptions, WindowOptions {
  /** Filters for each channel. Default 1. */
  readonly depthMultiplier?: number;
  /** Default 'glorotUniform'. */
  readonly depthwiseInitializer?: InitializerLike;
  /** Default none. */
  readonly depthwiseRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly depthwiseConstraint?: ConstraintLike | null;
}

class DepthwiseConv2d extends ConvLayer {
  declare readonly options: DepthwiseConv2dOptions;
  readonly kind = 'depthwiseConv2d';
  readonly depthMultiplier: number;

  constructor(options: DepthwiseConv2dOptions) {
    super('layers.depthwiseConv2d', 2, options);
    const { depthMultiplier = 1 } = options;
    checkPositiveInteger('layers.depthwiseConv2d', 'depthMultiplier', depthMultiplier);
    this.depthMultiplier = depthMultiplier;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    const channels = inputShape[2];
    this.addKernel([...this.kernelSize, channels, this.depthMultiplier], channels * this.depthMultiplier);
  }

  protected override kernelOptions(): Omit<AddWeightOptions, 'name' | 'shape'> {
    const { depthwiseInitializer, depthwiseRegularizer, depthwiseConstraint } = this.options;
    return {
      initializer: depthwiseInitializer,
      regularizer: depthwiseRegularizer,
      constraint: depthwiseConstraint,
    };
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
