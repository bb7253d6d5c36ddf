import type { Shape } from '../core/shape.ts';
import { type ConvolutionOptions, type PerAxis, perAxis, windowsFor } from '../ops/geometry.ts';
import { type BiasOptions, KernelLayer, type KernelLayerOptions } from './kernel-layer.ts';
import { SPATIAL_AXES } from './layer.ts';

export interface WindowOptions extends ConvolutionOptions {
  /** Extent of a window: one number for all axes, or one each. */
  readonly kernelSize: PerAxis;
}

export interface ConvLayerOptions extends KernelLayerOptions, WindowOptions {}

/** A convolution over the axes between batch and channels. */
export abstract class ConvLayer extends KernelLayer {
  readonly kernelSize: readonly number[];
  protected readonly geometry: ConvolutionOptions;
  readonly #call: string;

  constructor(call: string, spatialRank: 1 | 2, options: BiasOptions & WindowOptions) {
    super(call, options);
    this.#call = call;
    const { kernelSize, strides = 1, padding = 'valid', dilationRate = 1 } = options;
    this.kernelSize = perAxis(call, 'kernelSize', kernelSize, spatialRank);
    this.geometry = { strides, padding, dilationRate };
    // Refuses what no input could mend.
    windowsFor([1, ...this.kernelSize.map(() => Number.MAX_SAFE_INTEGER), 1], this.#request());
  }

  /** How many windows there are along each axis of an example [...spatial, channels]. */
  protected windowCounts(inputShape: Shape): number[] {
    return windowsFor([1, ...inputShape], this.#request()).map(({ windows }) => windows);
  }

  protected requireImage(inputShape: Shape): void {
    this.requireAxes(inputShape, SPATIAL_AXES[this.kernelSize.length as 1 | 2]);
  }

  #request() {
    return { call: this.#call, kernel: this.kernelSize, ...this.geometry };
  }
}
