import { div } from '../../ops/arithmetic.ts';
import { type DecayOptions, DecayPerSteps } from './decay-per-steps.ts';
import type { LearningRateSchedule } from './schedule.ts';

/** `decayRate` is how much the divisor grows every `decaySteps`. */
export type InverseTimeDecayOptions = DecayOptions;

/** initialLearningRate / (1 + decayRate * step / decaySteps). Keras: schedules.InverseTimeDecay. */
export const inverseTimeDecay = (options: InverseTimeDecayOptions): LearningRateSchedule =>
  new DecayPerSteps('inverseTimeDecay', options, (decays, { decayRate, initialLearningRate }) =>
    div(initialLearningRate, decays.mul(decayRate).add(1)),
  );
