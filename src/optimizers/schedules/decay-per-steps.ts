import type { Tensor } from '../../graph/tensor.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface DecayOptions {
  readonly initialLearningRate: number;
  /** Steps of one decay. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Decays at once after every `decaySteps`, not a little in each step. Default false. */
  readonly staircase?: boolean;
}

/** A learning rate that follows from how often it has decayed. */
export class DecayPerSteps extends LearningRateSchedule {
  readonly name: string;
  readonly config: Required<DecayOptions>;
  readonly #after: (decays: Tensor, config: Required<DecayOptions>) => Tensor;

  constructor(
    name: string,
    { initialLearningRate, decaySteps, decayRate, staircase = false }: DecayOptions,
    after: (decays: Tensor, config: Required<DecayOptions>) => Tensor,
  ) {
    super();
    const call = `schedules.${name}`;
    checkNumbers(call, { initialLearningRate, decayRate });
    checkSteps(call, 'decaySteps', decaySteps);
    this.name = name;
    this.config = { initialLearningRate, decaySteps, decayRate, staircase };
    this.#after = after;
  }

  call(iteration: Tensor): Tensor {
    const { decaySteps, staircase } = this.config;
    const step = iteration.cast('float32');
    return this.#after(staircase ? step.floorDiv(decaySteps) : step.div(decaySteps), this.config);
  }
}
