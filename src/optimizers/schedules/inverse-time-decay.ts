import type { Tensor } from '../../graph/tensor.ts';
import { div } from '../../ops/arithmetic.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface InverseTimeDecayOptions {
  readonly initialLearningRate: number;
  /** After so many steps the divisor has grown by `decayRate`. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Decays at once after every `decaySteps`, not a little in each step. Default false. */
  readonly staircase?: boolean;
}

class InverseTimeDecay extends LearningRateSchedule {
  readonly name = 'inverseTimeDecay';
  readonly config: Required<InverseTimeDecayOptions>;

  constructor({ initialLearningRate, decaySteps, decayRate, staircase = false }: InverseTimeDecayOptions) {
    super();
    const call = 'schedules.inverseTimeDecay';
    checkNumbers(call, { initialLearningRate, decayRate });
    checkSteps(call, 'decaySteps', decaySteps);
    this.config = { initialLearningRate, decaySteps, decayRate, staircase };
  }

  call(iteration: Tensor): Tensor {
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.config;
    const step = iteration.cast('float32');
    const decays = staircase ? step.floorDiv(decaySteps) : step.div(decaySteps);
    return div(initialLearningRate, decays.mul(decayRate).add(1));
  }
}

/** initialLearningRate / (1 + decayRate * step / decaySteps). Keras: schedules.InverseTimeDecay. */
export const inverseTimeDecay = (options: InverseTimeDecayOptions): LearningRateSchedule =>
  new InverseTimeDecay(options);
