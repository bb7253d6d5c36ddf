import type { Config } from '../../core/config.ts';
import { ArgumentError } from '../../core/errors.ts';
import type { Tensor } from '../../graph/tensor.ts';

/** A learning rate that follows from the number of steps made. Extend it for one of your own. */
export abstract class LearningRateSchedule {
  abstract readonly name: string;
  /** The options that it was made with, as plain JSON. */
  abstract readonly config: Config;

  /**
   * The learning rates of some steps, computed on the GPU.
   *
   * @param iteration int32 of any shape: steps made before
   * @returns float32 of the same shape
   */
  abstract call(iteration: Tensor): Tensor;

  toString(): string {
    return this.name;
  }
}

/** Refuses options that are not finite numbers. */
export function checkNumbers(call: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value)) continue;
    throw new ArgumentError(`${call}: ${name} must be a finite number, got ${String(value)}.`);
  }
}

/** Refuses a number of steps that is not positive. */
export function checkSteps(call: string, name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new ArgumentError(`${call}: ${name} must be a positive number of steps, got ${String(value)}.`);
}
