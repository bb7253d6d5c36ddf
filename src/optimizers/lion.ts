import wgsl from '../../shaders/optimizer/lion.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { ArgumentError } from '../core/errors.ts';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default; a third to a tenth of Adam's is right for most models. */
export interface LionOptions extends OptimizerOptions {
  /** The share of the momentum in the direction of a step; more than 0. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the momentum forgets. Default 0.99. */
  readonly beta2?: number;
}

const average = formula(shared.functions.running_average);
const step = formula(wgsl.functions.lion_step);

class Lion extends Optimizer<{ beta1: number; beta2: number }> {
  constructor({ beta1 = 0.9, beta2 = 0.99, ...rest }: LionOptions) {
    super('lion', 0.001, rest, { beta1, beta2 });
    checkFactors('optimizers.lion', { beta1 }, 1);
    checkFactors('optimizers.lion', { beta2 });
    if (beta1 === 0)
      throw new ArgumentError('optimizers.lion: beta1 must be more than 0, or there is no momentum; got 0.');
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'momentum' }];
  }

  update({ params, gradient, slots, learningRate }: UpdateStep): Update {
    const { beta1, beta2 } = this.own;
    return {
      params: step(params, slots.momentum, gradient, learningRate, beta1, 1 - beta1),
      slots: { momentum: average(slots.momentum, gradient, beta2, 1 - beta2) },
    };
  }
}

/** Lion: steps of equal size in the direction of the momentum. Keras: optimizers.Lion. Source: Chen et al., arXiv 2302.06675. */
export const lion = (options: LionOptions | number = {}): Optimizer => new Lion(optionsOf(options));
