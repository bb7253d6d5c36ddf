import { ShapeError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { groupNorm } from '../ops/normalization.ts';
import { checkPositiveInteger, type Layer } from './layer.ts';
import { NormalizationLayer, type NormalizationLayerOptions } from './normalization-layer.ts';
import { AFFINE } from './option-names.ts';

export interface GroupNormalizationOptions extends NormalizationLayerOptions {
  /** Groups of neighbouring channels; -1: each channel is one. Default 32. */
  readonly groups?: number;
  /** The axis of the channels; 0 is the batch. Default -1. */
  readonly axis?: number;
}

class GroupNormalization extends NormalizationLayer {
  declare readonly options: GroupNormalizationOptions;
  readonly kind = 'groupNormalization';
  override readonly ownOptions: readonly string[] = [...AFFINE, 'groups', 'axis'];
  readonly groups: number;
  #groups = 1;
  #axis = -1;

  constructor(options: GroupNormalizationOptions) {
    super('layers.groupNormalization', options);
    const { groups = 32 } = options;
    if (groups !== -1) checkPositiveInteger('layers.groupNormalization', 'groups', groups);
    this.groups = groups;
  }

  override build(inputShape: Shape): void {
    this.requireRank(inputShape, 1);
    [this.#axis] = this.exampleAxes(inputShape, this.options.axis ?? -1);
    const channels = inputShape[this.#axis - 1];
    this.#groups = this.groups === -1 ? channels : this.groups;
    if (channels % this.#groups !== 0) {
      throw new ShapeError(
        `layers.groupNormalization '${this.name}': ${channels} channels do not divide into ${this.#groups} groups. ` +
          'Choose groups that divides them, or -1 for as many groups as channels.',
      );
    }
    this.addScaleAndOffset([channels]);
  }

  call(x: Tensor): Tensor {
    const last = x.rank - 1;
    const normalize = (channelsLast: Tensor): Tensor => groupNorm(channelsLast, this.#groups, this.affine());
    if (this.#axis === last) return normalize(x);
    const others = x.shape.map((_, d) => d).filter((d) => d !== this.#axis);
    const back = x.shape.map((_, d) => (d === this.#axis ? last : others.indexOf(d)));
    return normalize(x.transpose([...others, this.#axis])).transpose(back);
  }
}

/**
 * Each example with mean 0 and variance 1 over all elements of a group of neighbouring channels, times gamma plus beta, which have one number for each channel. The shape stays; training
 * and inference are the same. Wu and He 2018, arXiv:1803.08494. Keras: GroupNormalization.
 */
export const groupNormalization = (options: GroupNormalizationOptions = {}): Layer =>
  new GroupNormalization(options);
