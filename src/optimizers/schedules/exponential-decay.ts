import { pow } from '../../ops/pow.ts';
import { type DecayOptions, DecayPerSteps } from './decay-per-steps.ts';
import type { LearningRateSchedule } from './schedule.ts';

/** `decayRate` is what the learning rate is multiplied by every `decaySteps`. */
export type ExponentialDecayOptions = DecayOptions;

/** initialLearningRate * decayRate^(step / decaySteps). Keras: schedules.ExponentialDecay. */
export const exponentialDecay = (options: ExponentialDecayOptions): LearningRateSchedule =>
  new DecayPerSteps('exponentialDecay', options, (decays, { decayRate, initialLearningRate }) =>
    pow(decayRate, decays).mul(initialLearningRate),
  );
