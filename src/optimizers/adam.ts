import wgsl from '../../shaders/optimizer/adam.wgsl';
import shared from '../../shaders/optimizer/shared.wgsl';
import { formula } from './formula.ts';
import { logOf } from './log-of.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, checkFactors, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default. */
export interface AdamOptions extends OptimizerOptions {
  /** How slowly the mean gradient forgets. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the mean square forgets. Default 0.999. */
  readonly beta2?: number;
  /** Outside of the square root, as in Keras. Default 1e-7. */
  readonly epsilon?: number;
  /** Divide by the largest mean square so far: arXiv 1904.09237. Default false. */
  readonly amsgrad?: boolean;
}

const approach = formula(shared.functions.approach);
const step = formula(wgsl.functions.adam_step);
const correctedRate = formula(wgsl.functions.adam_rate);

export class Adam extends Optimizer<{ beta1: number; beta2: number; epsilon: number; amsgrad: boolean }> {
  constructor(name: string, options: AdamOptions) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false, ...rest } = options;
    super(name, 0.001, rest, { beta1, beta2, epsilon, amsgrad });
    checkFactors(`optimizers.${name}`, { beta1, beta2 });
    checkAtLeastZero(`optimizers.${name}`, { epsilon });
  }

  override get slots(): readonly Slot[] {
    const names = ['momentum', 'velocity', ...(this.own.amsgrad ? ['velocityHat'] : [])];
    return names.map((name) => ({ name }));
  }

  update({ params, gradient, slots, iteration, learningRate }: UpdateStep): Update {
    const { beta1, beta2, epsilon, amsgrad } = this.own;
    const rate = correctedRate(learningRate, iteration, logOf(beta1), logOf(beta2));
    const momentum = approach(slots.momentum, gradient, 1 - beta1);
    const velocity = approach(slots.velocity, gradient.square(), 1 - beta2);
    if (!amsgrad)
      return { params: step(params, momentum, velocity, rate, epsilon), slots: { momentum, velocity } };
    const velocityHat = slots.velocityHat.maximum(velocity);
    return {
      params: step(params, momentum, velocityHat, rate, epsilon),
      slots: { momentum, velocity, velocityHat },
    };
  }
}

/** Adam. Keras: optimizers.Adam. Source: Kingma and Ba, arXiv 1412.6980, with Keras's epsilon. */
export const adam = (options: AdamOptions | number = {}): Optimizer => new Adam('adam', optionsOf(options));
