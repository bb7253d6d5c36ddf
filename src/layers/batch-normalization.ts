import { ArgumentError } from '../core/errors.ts';
import type { Shape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { InitializerLike } from '../initializers/initializer.ts';
import { batchNorm } from '../ops/normalization.ts';
import type { CallContext, Layer } from './layer.ts';
import { NormalizationLayer, type NormalizationLayerOptions } from './normalization-layer.ts';
import { AFFINE } from './option-names.ts';
import { spreadMask } from './spread-mask.ts';
import type { Weight } from './weight.ts';

export interface BatchNormalizationOptions extends NormalizationLayerOptions {
  /** The axis of the channels; 0 is the batch. Default -1. */
  readonly axis?: number;
  /** Share of the moving averages that a training step keeps. Default 0.99. */
  readonly momentum?: number;
  /** Default 'zeros'. */
  readonly movingMeanInitializer?: InitializerLike;
  /** Default 'ones'. */
  readonly movingVarianceInitializer?: InitializerLike;
}

class BatchNormalization extends NormalizationLayer {
  declare readonly options: BatchNormalizationOptions;
  readonly kind = 'batchNormalization';
  override readonly ownOptions: readonly string[] = [
    ...AFFINE,
    'axis',
    'momentum',
    'movingMeanInitializer',
    'movingVarianceInitializer',
  ];
  readonly momentum: number;
  #axis = -1;
  #mean: Weight | null = null;
  #variance: Weight | null = null;

  constructor(options: BatchNormalizationOptions) {
    super('layers.batchNormalization', options);
    const { momentum = 0.99 } = options;
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ArgumentError(
        `layers.batchNormalization: momentum must be a number from 0 to 1, got ${String(momentum)}.`,
      );
    }
    this.momentum = momentum;
  }

  override build(inputShape: Shape): void {
    const { axis = -1, movingMeanInitializer = 'zeros', movingVarianceInitializer = 'ones' } = this.options;
    this.requireRank(inputShape, 1);
    [this.#axis] = this.exampleAxes(inputShape, axis);
    const shape = [inputShape[this.#axis - 1]];
    this.addScaleAndOffset(shape);
    const moving = (name: string, initializer: InitializerLike): Weight =>
      this.addWeight({ name, shape, initializer, trainable: false });
    this.#mean = moving('movingMean', movingMeanInitializer);
    this.#variance = moving('movingVariance', movingVarianceInitializer);
  }

  call(x: Tensor, { training, masks }: CallContext): Tensor {
    const [movingMean, movingVariance] = [(this.#mean as Weight).value, (this.#variance as Weight).value];
    const options = { ...this.affine(), axis: this.#axis };
    if (!(training && this.trainable)) return batchNorm(x, movingMean, movingVariance, options);
    const axes = [...x.shape.keys()].filter((d) => d !== this.#axis);
    const mask = masks?.[0];
    const [mean, variance] = mask ? momentsOf(x, mask, axes) : [x.mean(axes), x.variance(axes)];
    const { momentum } = this;
    movingMean.assign(movingMean.mul(momentum).add(mean.mul(1 - momentum)));
    movingVariance.assign(movingVariance.mul(momentum).add(variance.mul(1 - momentum)));
    return batchNorm(x, mean, variance, options);
  }
}

/** Keras adds it to the number of steps that count. */
const NOT_ZERO = 1e-7;

/** Mean and variance over the steps that count. */
function momentsOf(x: Tensor, mask: Tensor, axes: readonly number[]): [mean: Tensor, variance: Tensor] {
  const weights = spreadMask(mask, x).broadcastTo(x.shape);
  const total = weights.sum(axes, { keepDims: true }).add(NOT_ZERO);
  const mean = x.mul(weights).sum(axes, { keepDims: true }).div(total);
  const variance = x.sub(mean).square().mul(weights).sum(axes, { keepDims: true }).div(total);
  return [mean.reshape([-1]), variance.reshape([-1])];
}

/**
 * (x - mean) / sqrt(variance + epsilon) * gamma + beta for each channel. Training takes mean and
 * (biased) variance of the batch and lets the moving averages follow:
 * moving = moving * momentum + batch * (1 - momentum). Masked steps do not count. Validation, evaluate and predict take the
 * moving averages, which are weights that no optimizer trains; so does training with `trainable = false`. The shape stays. Weights: gamma, beta,
 * movingMean, movingVariance. Ioffe and Szegedy 2015, arXiv:1502.03167; defaults and formulas are Keras's.
 */
export const batchNormalization = (options: BatchNormalizationOptions = {}): Layer =>
  new BatchNormalization(options);
