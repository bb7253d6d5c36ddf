import { StateError } from '../core/errors.ts';
import type { TrainedModel } from '../model/types.ts';

/** The learning rate of the model that is being trained, for callbacks that change it. */
export class LearningRate {
  readonly #call: string;
  #model: TrainedModel | null = null;

  constructor(call: string) {
    this.#call = call;
  }

  follow(model: TrainedModel): void {
    this.#model = model;
  }

  /** @throws StateError when the optimizer computes its rate by a schedule */
  get value(): number {
    const rate: unknown = this.#model?.optimizer.learningRate;
    if (typeof rate === 'number') return rate;
    throw new StateError(
      `${this.#call}: the optimizer's learning rate is not a number that could be changed. ` +
        'Compile the model with a number as learningRate, or leave this callback out.',
    );
  }

  set value(rate: number) {
    if (this.#model) this.#model.optimizer.learningRate = rate;
  }
}
