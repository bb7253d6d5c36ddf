import type { ConstraintLike } from '../constraints/constraint.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import * as ops from '../ops/convolution.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { type DepthwiseConv2dOptions, DepthwiseLayer } from './depthwise-layer.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';
import { BIAS, DEPTHWISE, WINDOWS } from './option-names.ts';

export interface SeparableConv2dOptions extends DepthwiseConv2dOptions {
  /** Number of channels of the output. */
  readonly filters: number;
  /** Default 'glorotUniform'. */
  readonly pointwiseInitializer?: InitializerLike;
  /** Default none. */
  readonly pointwiseRegularizer?: RegularizerLike | null;
  /** Default none. */
  readonly pointwiseConstraint?: ConstraintLike | null;
}

class SeparableConv2d extends DepthwiseLayer {
  declare readonly options: SeparableConv2dOptions;
  readonly kind = 'separableConv2d';
  override readonly ownOptions: readonly string[] = [
    ...BIAS,
    ...WINDOWS,
    ...DEPTHWISE,
    'filters',
    'pointwiseInitializer',
    'pointwiseRegularizer',
    'pointwiseConstraint',
  ];
  readonly filters: number;

  constructor(options: SeparableConv2dOptions) {
    super('layers.separableConv2d', options);
    checkPositiveInteger('layers.separableConv2d', 'filters', options.filters);
    this.filters = options.filters;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    const pointwise = {
      name: 'pointwiseKernel',
      shape: [1, 1, inputShape[2] * this.depthMultiplier, this.filters],
      initializer: this.options.pointwiseInitializer,
      regularizer: this.options.pointwiseRegularizer,
      constraint: this.options.pointwiseConstraint,
    };
    this.addKernels([this.depthwiseKernel(inputShape), pointwise], this.filters);
  }

  protected product(x: Tensor, depthwise: Tensor, pointwise: Tensor): Tensor {
    return ops.conv2d(ops.depthwiseConv2d(x, depthwise, this.geometry), pointwise);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...this.windowCounts(inputShape), this.filters];
  }
}

/**
 * Filters for each channel by itself, then a product that mixes the channels of every pixel:
 * [height, width, channels] -> [windows down, windows across, filters]. Defaults as those of conv2d.
 * Weights: depthwiseKernel [height, width, channels, depthMultiplier], pointwiseKernel
 * [1, 1, channels * depthMultiplier, filters], bias. Chollet 2017, arXiv:1610.02357. Keras: SeparableConv2D.
 */
export const separableConv2d = (options: SeparableConv2dOptions): Layer => new SeparableConv2d(options);
