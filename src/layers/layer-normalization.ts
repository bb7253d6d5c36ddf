import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { layerNorm } from '../ops/normalization.ts';
import type { Layer } from './layer.ts';
import { NormalizationLayer, type NormalizationLayerOptions } from './normalization-layer.ts';
import { AFFINE } from './option-names.ts';

export interface LayerNormalizationOptions extends NormalizationLayerOptions {
  /** The axes over which mean and variance are taken; 0 is the batch. Default -1. */
  readonly axis?: number | readonly number[];
}

class LayerNormalization extends NormalizationLayer {
  declare readonly options: LayerNormalizationOptions;
  readonly kind = 'layerNormalization';
  override readonly ownOptions: readonly string[] = [...AFFINE, 'axis'];
  #axes: number[] = [];
  /** The weights' shape, to be broadcast over a batch. */
  #spread: number[] = [];

  constructor(options: LayerNormalizationOptions) {
    super('layers.layerNormalization', options);
  }

  override build(inputShape: Shape): void {
    this.requireRank(inputShape, 1);
    this.#axes = this.exampleAxes(inputShape, this.options.axis ?? -1);
    this.#spread = inputShape.map((n, d) => (this.#axes.includes(d + 1) ? n : 1));
    this.addScaleAndOffset(this.#axes.map((d) => inputShape[d - 1]));
  }

  call(x: Tensor): Tensor {
    return layerNorm(x, { ...this.affine(this.#spread), axis: this.#axes });
  }
}

/**
 * Each example with mean 0 and variance 1 over some axes, times gamma plus beta, which have one
 * number for each element of these axes. The shape stays; training and inference are the same.
 * Ba et al. 2016, arXiv:1607.06450. Keras, which also has rmsScaling: LayerNormalization.
 */
export const layerNormalization = (options: LayerNormalizationOptions = {}): Layer =>
  new LayerNormalization(options);
