import type { Tensor } from '../../graph/tensor.ts';
import { sub } from '../../ops/arithmetic.ts';
import { checkNumbers, checkSteps, LearningRateSchedule } from './schedule.ts';

export interface PolynomialDecayOptions {
  readonly initialLearningRate: number;
  /** Steps until the learning rate is `endLearningRate`. */
  readonly decaySteps: number;
  /** Default 0.0001. */
  readonly endLearningRate?: number;
  /** Default 1: along a line. */
  readonly power?: number;
  /** Then begins anew on a course of twice the length, of three times the length, and so on. Default false. */
  readonly cycle?: boolean;
}

class PolynomialDecay extends LearningRateSchedule {
  readonly name = 'polynomialDecay';
  readonly config: Required<PolynomialDecayOptions>;

  constructor(options: PolynomialDecayOptions) {
    super();
    const { initialLearningRate, decaySteps, endLearningRate = 0.0001, power = 1, cycle = false } = options;
    const call = 'schedules.polynomialDecay';
    checkNumbers(call, { initialLearningRate, endLearningRate, power });
    checkSteps(call, 'decaySteps', decaySteps);
    this.config = { initialLearningRate, decaySteps, endLearningRate, power, cycle };
  }

  call(iteration: Tensor): Tensor {
    const { initialLearningRate, decaySteps, endLearningRate, power, cycle } = this.config;
    const step = iteration.cast('float32');
    // Rounded up, and at least one course.
    const courses = step.neg().floorDiv(decaySteps).neg().maximum(1);
    const done = cycle ? step.div(courses.mul(decaySteps)) : step.minimum(decaySteps).div(decaySteps);
    // A quotient may be rounded to more than 1, which has no root.
    const left = sub(1, done).maximum(0).pow(power);
    return left.mul(initialLearningRate - endLearningRate).add(endLearningRate);
  }
}

/** From one learning rate to another along a power of the steps left. Keras: schedules.PolynomialDecay. */
export const polynomialDecay = (options: PolynomialDecayOptions): LearningRateSchedule =>
  new PolynomialDecay(options);
