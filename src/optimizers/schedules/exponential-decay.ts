import type { Tensor } from '../../graph/tensor.ts';
import { pow } from '../../ops/pow.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface ExponentialDecayOptions {
  readonly initialLearningRate: number;
  /** After so many steps the learning rate has been multiplied by `decayRate` once. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Decays at once after every `decaySteps`, not a little in each step. Default false. */
  readonly staircase?: boolean;
}

class ExponentialDecay extends LearningRateSchedule {
  readonly name = 'exponentialDecay';
  readonly config: Required<ExponentialDecayOptions>;

  constructor({ initialLearningRate, decaySteps, decayRate, staircase = false }: ExponentialDecayOptions) {
    super();
    const call = 'schedules.exponentialDecay';
    checkNumbers(call, { initialLearningRate, decayRate });
    checkSteps(call, 'decaySteps', decaySteps);
    this.config = { initialLearningRate, decaySteps, decayRate, staircase };
  }

  call(iteration: Tensor): Tensor {
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    const step = iteration.cast('float32');
    const decays = staircase ? step.floorDiv(decaySteps) : step.div(decaySteps);
    return pow(decayRate, decays).mul(initialLearningRate);
  }
}

/** initialLearningRate * decayRate^(step / decaySteps). Keras: schedules.ExponentialDecay. */
export const exponentialDecay = (options: ExponentialDecayOptions): LearningRateSchedule =>
  new ExponentialDecay(options);
