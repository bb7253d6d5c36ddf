import type { ConstraintLike } from '../constraints/constraint.ts';
import type { Shape } from '../core/shape.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import type { RegularizerLike } from '../regularizers/regularizer.ts';
import { ConvLayer, type WindowOptions } from './conv-layer.ts';
import type { BiasOptions } from './kernel-layer.ts';
import { type AddWeightOptions, checkPositiveInteger } from './layer.ts';

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

/** A convolution that has filters for each channel by itself. */
export abstract class DepthwiseLayer extends ConvLayer {
  declare readonly options: DepthwiseConv2dOptions;
  readonly depthMultiplier: number;

  constructor(call: string, options: DepthwiseConv2dOptions) {
    super(call, 2, options);
    const { depthMultiplier = 1 } = options;
    checkPositiveInteger(call, 'depthMultiplier', depthMultiplier);
    this.depthMultiplier = depthMultiplier;
  }

  /** The kernel for images of so many channels. */
  protected depthwiseKernel([, , channels]: Shape): AddWeightOptions {
    return {
      name: 'depthwiseKernel',
      shape: [...this.kernelSize, channels, this.depthMultiplier],
      initializer: this.options.depthwiseInitializer,
      regularizer: this.options.depthwiseRegularizer,
      constraint: this.options.depthwiseConstraint,
    };
  }
}
