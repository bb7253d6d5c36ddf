import { ArgumentError } from '../../core/errors.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { pow } from '../../ops/pow.ts';
import { cosineFrom } from './cosine.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface CosineDecayRestartsOptions {
  readonly initialLearningRate: number;
  /** Steps until the first restart. */
  readonly firstDecaySteps: number;
  /** How many times longer each decay is than the one before. Default 2. */
  readonly tMul?: number;
  /** How many times higher each decay begins than the one before. Default 1. */
  readonly mMul?: number;
  /** The share of the learning rate that is left at the end of a decay. Default 0. */
  readonly alpha?: number;
}

class CosineDecayRestarts extends LearningRateSchedule {
  readonly name = 'cosineDecayRestarts';
  readonly config: Required<CosineDecayRestartsOptions>;

  constructor(options: CosineDecayRestartsOptions) {
    super();
    const { initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = options;
    const call = 'schedules.cosineDecayRestarts';
    checkNumbers(call, { initialLearningRate, tMul, mMul, alpha });
    checkSteps(call, 'firstDecaySteps', firstDecaySteps);
    if (tMul < 1) {
      throw new ArgumentError(
        `${call}: tMul must be at least 1, got ${tMul}: decays that get shorter and shorter come to an end.`,
      );
    }
    this.config = { initialLearningRate, firstDecaySteps, tMul, mMul, alpha };
  }

  call(iteration: Tensor): Tensor {
    const { initialLearningRate, mMul, alpha } = this.config;
    const { restarts, share } = this.#place(iteration.cast('float32'));
    const height = cosineFrom(share).mul(pow(mMul, restarts));
    return height
      .mul(1 - alpha)
      .add(alpha)
      .mul(initialLearningRate);
  }

  /** How many restarts there have been, and how much of the decay since the last is over. */
  #place(step: Tensor): { restarts: Tensor; share: Tensor } {
    const { firstDecaySteps, tMul } = this.config;
    if (tMul === 1) {
      const restarts = step.floorDiv(firstDecaySteps);
      return { restarts, share: step.sub(restarts.mul(firstDecaySteps)).div(firstDecaySteps) };
    }
    // Decay number k begins after first * (tMul^k - 1) / (tMul - 1) steps. A logarithm finds k but for
    // rounding; the step of a restart itself must not count as the end of the decay before.
    const begin = (k: Tensor): Tensor =>
      pow(tMul, k)
        .sub(1)
        .mul(firstDecaySteps / (tMul - 1));
    const guess = step
      .mul((tMul - 1) / firstDecaySteps)
      .log1p()
      .div(Math.log(tMul))
      .floor();
    const up = step.greaterEqual(begin(guess.add(1))).cast('float32');
    const down = step.less(begin(guess)).cast('float32');
    const restarts = guess.add(up).sub(down);
    return { restarts, share: step.sub(begin(restarts)).div(pow(tMul, restarts).mul(firstDecaySteps)) };
  }
}

/**
 * Decays along a cosine again and again. Keras: schedules.CosineDecayRestarts.
 * Source: Loshchilov and Hutter, arXiv 1608.03983.
 */
export const cosineDecayRestarts = (options: CosineDecayRestartsOptions): LearningRateSchedule =>
  new CosineDecayRestarts(options);
