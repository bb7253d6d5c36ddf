import * as gl from '../../src/index.ts';
import type { Optimizer } from '../../src/optimizers/index.ts';
import type { OptimizerConfig } from '../reference/keras.ts';
import type { ScheduleConfig } from '../reference/schedules.ts';

/** The optimizer that a configuration of the reference means. */
export function optimizerFor({ name, learningRate, ...rest }: OptimizerConfig): Optimizer {
  const make: (options: object) => Optimizer = gl.optimizers[name];
  return make({
    ...rest,
    learningRate: typeof learningRate === 'object' ? scheduleFor(learningRate) : learningRate,
  });
}

export function scheduleFor({ name, config }: ScheduleConfig): gl.optimizers.schedules.LearningRateSchedule {
  const make: (options: never) => gl.optimizers.schedules.LearningRateSchedule =
    gl.optimizers.schedules[name];
  return make(config as never);
}
