import wgsl from '../../shaders/optimizer/adagrad.wgsl';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default; the paper's form has 1. */
export interface AdagradOptions extends OptimizerOptions {
  /** What the sums of squares begin with. Default 0.1. */
  readonly initialAccumulatorValue?: number;
  /** Under the square root. Default 1e-7. */
  readonly epsilon?: number;
}

const step = formula(wgsl.functions.adagrad_step);

class Adagrad extends Optimizer<{ initialAccumulatorValue: number; epsilon: number }> {
  constructor({ initialAccumulatorValue = 0.1, epsilon = 1e-7, ...rest }: AdagradOptions) {
    super('adagrad', 0.001, rest, { initialAccumulatorValue, epsilon });
    checkAtLeastZero('optimizers.adagrad', { initialAccumulatorValue, epsilon });
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'accumulator', initial: this.own.initialAccumulatorValue }];
  }

  update({ params, gradient, slots, learningRate }: UpdateStep): Update {
    const accumulator = slots.accumulator.add(gradient.square());
    return {
      params: step(params, gradient, accumulator, learningRate, this.own.epsilon),
      slots: { accumulator },
    };
  }
}

/**
 * Adagrad: weights that had much gradient take smaller steps. Keras: optimizers.Adagrad.
 * Source: Duchi, Hazan and Singer, JMLR 12 (2011).
 */
export const adagrad = (options: AdagradOptions | number = {}): Optimizer => new Adagrad(optionsOf(options));
