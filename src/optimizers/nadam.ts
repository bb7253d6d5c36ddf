import wgsl from '../../shaders/optimizer/nadam.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { formula } from './formula.ts';
import { logOf } from './log-of.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default. */
export interface NadamOptions extends OptimizerOptions {
  /** How slowly the mean gradient forgets. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the mean square forgets. Default 0.999. */
  readonly beta2?: number;
  /** Outside of the square root. Default 1e-7. */
  readonly epsilon?: number;
}

const approach = formula(shared.functions.approach);
const correctionOf = formula(shared.functions.bias_correction);
const momentumOf = formula(wgsl.functions.nadam_momentum);
const lookAhead = formula(wgsl.functions.nadam_look_ahead);
const step = formula(wgsl.functions.nadam_step);

class Nadam extends Optimizer<{ beta1: number; beta2: number; epsilon: number }> {
  constructor({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...rest }: NadamOptions) {
    super('nadam', 0.001, rest, { beta1, beta2, epsilon });
    checkFactors('optimizers.nadam', { beta1, beta2 });
    checkAtLeastZero('optimizers.nadam', { epsilon });
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'momentum' }, { name: 'velocity' }, { name: 'uProduct', initial: 1, scalar: true }];
  }

  update({ params, gradient, slots, iteration, learningRate }: UpdateStep): Update {
    const { beta1, beta2, epsilon } = this.own;
    const share = momentumOf(iteration, beta1);
    const uProduct = slots.uProduct.mul(share);
    const momentum = approach(slots.momentum, gradient, 1 - beta1);
    const velocity = approach(slots.velocity, gradient.square(), 1 - beta2);
    const ahead = lookAhead(momentum, gradient, share, momentumOf(iteration.add(1), beta1), uProduct);
    const correction = correctionOf(iteration, logOf(beta2));
    return {
      params: step(params, ahead, velocity, learningRate, correction, epsilon),
      slots: { momentum, velocity, uProduct },
    };
  }
}

/** Nadam: Adam that looks ahead along the momentum, as Nesterov does. Keras: optimizers.Nadam. Source: Dozat, 2015. */
export const nadam = (options: NadamOptions | number = {}): Optimizer => new Nadam(optionsOf(options));
