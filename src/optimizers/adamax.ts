import wgsl from '../../shaders/optimizer/adamax.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { formula } from './formula.ts';
import { logOf } from './log-of.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default. */
export interface AdamaxOptions extends OptimizerOptions {
  /** How slowly the mean gradient forgets. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the largest gradient is forgotten. Default 0.999. */
  readonly beta2?: number;
  /** Added to the largest gradient. Default 1e-7. */
  readonly epsilon?: number;
}

const approach = formula(shared.functions.approach);
const correctionOf = formula(shared.functions.bias_correction);
const normOf = formula(wgsl.functions.adamax_norm);
const step = formula(wgsl.functions.adamax_step);

class Adamax extends Optimizer<{ beta1: number; beta2: number; epsilon: number }> {
  constructor({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...rest }: AdamaxOptions) {
    super('adamax', 0.001, rest, { beta1, beta2, epsilon });
    checkFactors('optimizers.adamax', { beta1, beta2 });
    checkAtLeastZero('optimizers.adamax', { epsilon });
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'momentum' }, { name: 'norm' }];
  }

  update({ params, gradient, slots, iteration, learningRate }: UpdateStep): Update {
    const { beta1, beta2, epsilon } = this.own;
    const momentum = approach(slots.momentum, gradient, 1 - beta1);
    const norm = normOf(slots.norm, gradient, beta2);
    const correction = correctionOf(iteration, logOf(beta1));
    return {
      params: step(params, momentum, norm, learningRate, correction, epsilon),
      slots: { momentum, norm },
    };
  }
}

/**
 * Adamax: Adam with the largest gradient in place of the mean square. Keras: optimizers.Adamax.
 * Source: Kingma and Ba, arXiv 1412.6980, section 7.1.
 */
export const adamax = (options: AdamaxOptions | number = {}): Optimizer => new Adamax(optionsOf(options));
