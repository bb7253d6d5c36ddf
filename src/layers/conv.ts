import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { conv2d } from '../ops/convolution.ts';
import { ConvLayer, type ConvLayerOptions } from './conv-layer.ts';
import { checkPositiveInteger } from './layer.ts';

export interface ConvOptions extends ConvLayerOptions {
  /** Number of channels of the output. */
  readonly filters: number;
}

/** Convolution over one or two axes. */
export class Conv extends ConvLayer {
  readonly kind: string;
  readonly filters: number;
  readonly #op: typeof conv2d;

  constructor(kind: string, spatialRank: 1 | 2, op: typeof conv2d, options: ConvOptions) {
    super(`layers.${kind}`, spatialRank, options);
    checkPositiveInteger(`layers.${kind}`, 'filters', options.filters);
    this.kind = kind;
    this.filters = options.filters;
    this.#op = op;
  }

  override build(inputShape: Shape): void {
    this.requireImage(inputShape);
    const channels = inputShape[inputShape.length - 1];
    this.addKernel([...this.kernelSize, channels, this.filters], this.filters);
  }

  protected product(x: Tensor, kernel: Tensor): Tensor {
    return this.#op(x, kernel, this.geometry);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...this.windowCounts(inputShape), this.filters];
  }
}
