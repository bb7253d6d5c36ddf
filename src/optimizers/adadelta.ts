import wgsl from '../../shaders/optimizer/adadelta.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default; the paper has none, which is 1. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** How slowly the mean squares forget. Default 0.95. */
  readonly rho?: number;
  /** Under both square roots. Default 1e-7. */
  readonly epsilon?: number;
}

const average = formula(shared.functions.running_average);
const changeOf = formula(wgsl.functions.adadelta_change);
const step = formula(wgsl.functions.adadelta_step);

class Adadelta extends Optimizer<{ rho: number; epsilon: number }> {
  constructor({ rho = 0.95, epsilon = 1e-7, ...rest }: AdadeltaOptions) {
    super('adadelta', 0.001, rest, { rho, epsilon });
    checkFactors('optimizers.adadelta', { rho });
    checkAtLeastZero('optimizers.adadelta', { epsilon });
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'accumulatedGrad' }, { name: 'accumulatedDeltaVar' }];
  }

  update({ params, gradient, slots, learningRate }: UpdateStep): Update {
    const { rho, epsilon } = this.own;
    const accumulatedGrad = average(slots.accumulatedGrad, gradient.square(), rho, 1 - rho);
    const change = changeOf(gradient, accumulatedGrad, slots.accumulatedDeltaVar, epsilon);
    const accumulatedDeltaVar = average(slots.accumulatedDeltaVar, change.square(), rho, 1 - rho);
    return { params: step(params, change, learningRate), slots: { accumulatedGrad, accumulatedDeltaVar } };
  }
}

/**
 * Adadelta: steps as large as the steps before them, relative to the gradient. Keras: optimizers.Adadelta.
 * Source: Zeiler, arXiv 1212.5701.
 */
export const adadelta = (options: AdadeltaOptions | number = {}): Optimizer =>
  new Adadelta(optionsOf(options));
