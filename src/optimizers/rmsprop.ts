import wgsl from '../../shaders/optimizer/rmsprop.wgsl';
import { formula } from './formula.ts';
import { checkFactor, Optimizer, type UpdateStep } from './optimizer.ts';

export interface RmspropOptions {
  /** Default 0.001. */
  readonly learningRate?: number;
  /** How slowly the mean square forgets. Default 0.9. */
  readonly rho?: number;
  /** Default 0. */
  readonly momentum?: number;
  /** Under the square root, as in Keras 3. Default 1e-7. */
  readonly epsilon?: number;
  /** Divide by the standard deviation instead of the root mean square. Default false. */
  readonly centered?: boolean;
}

const average = formula(wgsl.functions.rmsprop_average);
const incrementOf = formula(wgsl.functions.rmsprop_increment);
const centeredIncrement = formula(wgsl.functions.rmsprop_centered_increment);
const momentumOf = formula(wgsl.functions.rmsprop_momentum);

class Rmsprop extends Optimizer {
  readonly name = 'rmsprop';
  readonly slots: readonly string[];
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;

  constructor(options: RmspropOptions) {
    const { learningRate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false } = options;
    super(learningRate);
    checkFactor('optimizers.rmsprop', 'rho', rho);
    checkFactor('optimizers.rmsprop', 'momentum', momentum);
    this.rho = rho;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.centered = centered;
    this.slots = [
      'velocity',
      ...(momentum > 0 ? ['momentum'] : []),
      ...(centered ? ['averageGradient'] : []),
    ];
  }

  update({ params, gradient, state, learningRate }: UpdateStep): void {
    const { rho, epsilon } = this;
    const meanSquare = average(state.velocity, gradient.square(), rho, 1 - rho);
    state.velocity.assign(meanSquare);
    let increment = incrementOf(gradient, meanSquare, learningRate, epsilon);
    if (this.centered) {
      const mean = average(state.averageGradient, gradient, rho, 1 - rho);
      state.averageGradient.assign(mean);
      increment = centeredIncrement(gradient, meanSquare, mean, learningRate, epsilon);
    }
    if (this.momentum > 0) {
      increment = momentumOf(state.momentum, increment, this.momentum);
      state.momentum.assign(increment);
    }
    params.assignSub(increment);
  }
}

/** RMSprop: steps scaled by a running root mean square of the gradient. Source: Hinton, 2012, lecture 6. */
export const rmsprop = (options: RmspropOptions = {}): Optimizer => new Rmsprop(options);
