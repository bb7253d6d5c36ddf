import { ArgumentError } from '../core/errors.ts';
import type { Callback } from '../model/types.ts';
import { LearningRate } from './learning-rate.ts';

export interface LearningRateSchedulerOptions {
  /** 1 prints the rate of every epoch. Default 0. */
  readonly verbose?: 0 | 1;
}

/**
 * Sets the learning rate before every epoch, and adds it to the history as `learningRate`.
 * For a rate that changes within epochs, without any work on the CPU, see `gl.optimizers.schedules`.
 * Source: Keras 3, callbacks/learning_rate_scheduler.py.
 *
 * @param schedule from the number of the epoch (from 0) and the present rate to the new rate
 */
export function learningRateScheduler(
  schedule: (epoch: number, learningRate: number) => number,
  { verbose = 0 }: LearningRateSchedulerOptions = {},
): Callback {
  const call = 'callbacks.learningRateScheduler';
  if (typeof schedule !== 'function') {
    throw new ArgumentError(
      `${call}: expected a function of epoch and learning rate, got ${String(schedule)}.`,
    );
  }
  const learningRate = new LearningRate(call);
  return {
    setModel: (model) => learningRate.follow(model),
    onEpochBegin: (epoch) => {
      const rate = schedule(epoch, learningRate.value);
      if (!Number.isFinite(rate)) {
        throw new ArgumentError(
          `${call}: the schedule must return a finite number, got ${String(rate)} for epoch ${epoch}.`,
        );
      }
      learningRate.value = rate;
      if (verbose) console.info(`Epoch ${epoch + 1}: learning rate ${rate}`);
    },
    onEpochEnd: (_, logs) => {
      logs.learningRate = learningRate.value;
    },
  };
}
