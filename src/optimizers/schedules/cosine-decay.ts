import type { Tensor } from '../../graph/tensor.ts';
import { where } from '../../ops/where.ts';
import { cosineFrom } from './cosine.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface CosineDecayOptions {
  readonly initialLearningRate: number;
  /** Steps of the decay, after the warmup. */
  readonly decaySteps: number;
  /** The share of the learning rate that is left at the end. Default 0. */
  readonly alpha?: number;
  /** The learning rate after the warmup. Default null: there is no warmup. */
  readonly warmupTarget?: number | null;
  /** Steps from `initialLearningRate` to `warmupTarget` along a line. Default 0. */
  readonly warmupSteps?: number;
}

class CosineDecay extends LearningRateSchedule {
  readonly name = 'cosineDecay';
  readonly config: Required<CosineDecayOptions>;

  constructor(options: CosineDecayOptions) {
    super();
    const { initialLearningRate, decaySteps, alpha = 0, warmupTarget = null, warmupSteps = 0 } = options;
    const call = 'schedules.cosineDecay';
    checkNumbers(call, { initialLearningRate, alpha, warmupTarget: warmupTarget ?? 0, warmupSteps });
    checkSteps(call, 'decaySteps', decaySteps);
    this.config = { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps };
  }

  call(iteration: Tensor): Tensor {
    const { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps } = this.config;
    const step = iteration.cast('float32');
    const decayed = (from: number, begin: number): Tensor =>
      cosineFrom(step.sub(begin).minimum(decaySteps).div(decaySteps))
        .mul(1 - alpha)
        .add(alpha)
        .mul(from);
    if (warmupTarget === null) return decayed(initialLearningRate, 0);
    if (warmupSteps <= 0) return decayed(warmupTarget, 0);
    const warm = step.mul((warmupTarget - initialLearningRate) / warmupSteps).add(initialLearningRate);
    return where(step.less(warmupSteps), warm, decayed(warmupTarget, warmupSteps));
  }
}

/**
 * Down along half a period of a cosine, after an optional warmup. Keras: schedules.CosineDecay.
 * Source: Loshchilov and Hutter, arXiv 1608.03983.
 */
export const cosineDecay = (options: CosineDecayOptions): LearningRateSchedule => new CosineDecay(options);
