import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';

/** What one update works on. Everything but the scalars is flat: all weights of the model in one vector. */
export interface UpdateStep {
  readonly params: Variable;
  readonly gradient: Tensor;
  /** One variable per name in `slots`, as long as `params`; zero at first. */
  readonly state: Readonly<Record<string, Variable>>;
  /** int32 scalar: updates made before this one. */
  readonly iteration: Tensor;
  readonly learningRate: Tensor;
}

/** Base of the optimizers. Subclasses say what they remember per weight, and how a step changes it. */
export abstract class Optimizer {
  abstract readonly name: string;
  /** Names of the vectors that the optimizer keeps for each weight. */
  abstract readonly slots: readonly string[];
  #learningRate = 0;

  constructor(learningRate: number) {
    this.learningRate = learningRate;
  }

  /** May be assigned at any time, also while `fit` runs: nothing is compiled again. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(value: number) {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new ArgumentError(`optimizer: learningRate must be a finite number, got ${String(value)}.`);
    }
    this.#learningRate = value;
  }

  /** Assigns the new weights and the new state; recorded once, then run as one kernel per step. */
  abstract update(step: UpdateStep): void;
}

/** Refuses a factor outside of [0, 1). */
export function checkFactor(call: string, name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new ArgumentError(
      `${call}: ${name} must be a number from 0 up to, but not including, 1; got ${value}.`,
    );
  }
}
