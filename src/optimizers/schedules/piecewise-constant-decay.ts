import { ArgumentError } from '../../core/errors.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { full } from '../../ops/creation.ts';
import { where } from '../../ops/where.ts';
import { checkNumbers, LearningRateSchedule } from './schedule.ts';

export interface PiecewiseConstantDecayOptions {
  /** Steps in increasing order: up to and including `boundaries[k]` the learning rate is `values[k]`. */
  readonly boundaries: readonly number[];
  /** One more than boundaries. */
  readonly values: readonly number[];
}

class PiecewiseConstantDecay extends LearningRateSchedule {
  readonly name = 'piecewiseConstantDecay';
  readonly config: Required<PiecewiseConstantDecayOptions>;

  constructor({ boundaries, values }: PiecewiseConstantDecayOptions) {
    super();
    const call = 'schedules.piecewiseConstantDecay';
    checkNumbers(call, { ...Object.fromEntries(boundaries.map((value, k) => [`boundaries[${k}]`, value])) });
    checkNumbers(call, { ...Object.fromEntries(values.map((value, k) => [`values[${k}]`, value])) });
    if (values.length !== boundaries.length + 1) {
      throw new ArgumentError(
        `${call}: expected one more of values than of boundaries, got ${values.length} values and ` +
          `${boundaries.length} boundaries.`,
      );
    }
    if (boundaries.some((value, k) => k > 0 && value <= boundaries[k - 1]))
      throw new ArgumentError(`${call}: boundaries must increase, got [${boundaries.join(', ')}].`);
    this.config = { boundaries: [...boundaries], values: [...values] };
  }

  call(iteration: Tensor): Tensor {
    const { boundaries, values } = this.config;
    const step = iteration.cast('float32');
    return boundaries.reduceRight(
      (later, boundary, k) => where(step.lessEqual(boundary), values[k], later),
      full(iteration.shape, values[values.length - 1]),
    );
  }
}

/** A learning rate for each stretch of steps. Keras: schedules.PiecewiseConstantDecay. */
export const piecewiseConstantDecay = (options: PiecewiseConstantDecayOptions): LearningRateSchedule =>
  new PiecewiseConstantDecay(options);
