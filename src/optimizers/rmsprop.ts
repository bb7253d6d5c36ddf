import wgsl from '../../shaders/optimizer/rmsprop.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default. */
export interface RmspropOptions extends OptimizerOptions {
  /** How slowly the mean square forgets. Default 0.9. */
  readonly rho?: number;
  /** Default 0. */
  readonly momentum?: number;
  /** Under the square root, as in Keras 3. Default 1e-7. */
  readonly epsilon?: number;
  /** Divide by the standard deviation instead of the root mean square. Default false. */
  readonly centered?: boolean;
}

const average = formula(shared.functions.running_average);
const incrementOf = formula(wgsl.functions.rmsprop_increment);
const centeredIncrement = formula(wgsl.functions.rmsprop_centered_increment);
const momentumOf = formula(wgsl.functions.rmsprop_momentum);

class Rmsprop extends Optimizer<{ rho: number; momentum: number; epsilon: number; centered: boolean }> {
  constructor({ rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false, ...rest }: RmspropOptions) {
    super('rmsprop', 0.001, rest, { rho, momentum, epsilon, centered });
    checkFactors('optimizers.rmsprop', { rho, momentum });
    checkAtLeastZero('optimizers.rmsprop', { epsilon });
  }

  override get slots(): readonly Slot[] {
    const { momentum, centered } = this.own;
    return [
      { name: 'velocity' },
      ...(momentum > 0 ? [{ name: 'momentum' }] : []),
      ...(centered ? [{ name: 'averageGradient' }] : []),
    ];
  }

  update({ params, gradient, slots, learningRate }: UpdateStep): Update {
    const { rho, momentum, epsilon, centered } = this.own;
    const velocity = average(slots.velocity, gradient.square(), rho, 1 - rho);
    const averageGradient = centered ? average(slots.averageGradient, gradient, rho, 1 - rho) : null;
    const increment = averageGradient
      ? centeredIncrement(gradient, velocity, averageGradient, learningRate, epsilon)
      : incrementOf(gradient, velocity, learningRate, epsilon);
    const moved = momentum > 0 ? momentumOf(slots.momentum, increment, momentum) : increment;
    return {
      params: params.sub(moved),
      slots: {
        velocity,
        ...(momentum > 0 && { momentum: moved }),
        ...(averageGradient && { averageGradient }),
      },
    };
  }
}

/**
 * RMSprop: steps scaled by a running root mean square of the gradient. Keras: optimizers.RMSprop.
 * Source: Hinton, 2012, lecture 6.
 */
export const rmsprop = (options: RmspropOptions | number = {}): Optimizer => new Rmsprop(optionsOf(options));
