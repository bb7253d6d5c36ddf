import wgsl from '../../shaders/optimizer/sgd.wgsl';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.01 by default. */
export interface SgdOptions extends OptimizerOptions {
  /** Share of the last step that the next one keeps. Default 0. */
  readonly momentum?: number;
  /** Look ahead along the momentum. Default false. */
  readonly nesterov?: boolean;
}

const step = formula(wgsl.functions.sgd_step);
const velocityOf = formula(wgsl.functions.sgd_velocity);
const nesterovStep = formula(wgsl.functions.sgd_nesterov_step);

class Sgd extends Optimizer<{ momentum: number; nesterov: boolean }> {
  constructor({ momentum = 0, nesterov = false, ...shared }: SgdOptions) {
    super('sgd', 0.01, shared, { momentum, nesterov });
    checkFactors('optimizers.sgd', { momentum });
  }

  override get slots(): readonly Slot[] {
    return this.own.momentum > 0 ? [{ name: 'velocity' }] : [];
  }

  update({ params, gradient, slots, learningRate }: UpdateStep): Update {
    const { momentum, nesterov } = this.own;
    if (momentum === 0) return { params: step(params, gradient, learningRate) };
    const velocity = velocityOf(slots.velocity, gradient, learningRate, momentum);
    return {
      params: nesterov
        ? nesterovStep(params, velocity, gradient, learningRate, momentum)
        : params.add(velocity),
      slots: { velocity },
    };
  }
}

/** Stochastic gradient descent, with momentum and Nesterov's variant. Keras: optimizers.SGD. */
export const sgd = (options: SgdOptions | number = {}): Optimizer => new Sgd(optionsOf(options));
