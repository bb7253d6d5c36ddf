import wgsl from '../../shaders/optimizer/sgd.wgsl';
import { formula } from './formula.ts';
import { checkFactor, Optimizer, type UpdateStep } from './optimizer.ts';

export interface SgdOptions {
  /** Default 0.01. */
  readonly learningRate?: number;
  /** Share of the last step that the next one keeps. Default 0. */
  readonly momentum?: number;
  /** Look ahead along the momentum. Default false. */
  readonly nesterov?: boolean;
}

const step = formula(wgsl.functions.sgd_step);
const velocityOf = formula(wgsl.functions.sgd_velocity);
const nesterovStep = formula(wgsl.functions.sgd_nesterov_step);

class Sgd extends Optimizer {
  readonly name = 'sgd';
  readonly slots: readonly string[];
  readonly momentum: number;
  readonly nesterov: boolean;

  constructor({ learningRate = 0.01, momentum = 0, nesterov = false }: SgdOptions) {
    super(learningRate);
    checkFactor('optimizers.sgd', 'momentum', momentum);
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.slots = momentum > 0 ? ['velocity'] : [];
  }

  update({ params, gradient, state, learningRate }: UpdateStep): void {
    if (this.momentum === 0) {
      params.assign(step(params, gradient, learningRate));
      return;
    }
    const velocity = velocityOf(state.velocity, gradient, learningRate, this.momentum);
    state.velocity.assign(velocity);
    if (this.nesterov) params.assign(nesterovStep(params, velocity, gradient, learningRate, this.momentum));
    else params.assignAdd(velocity);
  }
}

/** Stochastic gradient descent, with momentum and Nesterov's variant. */
export const sgd = (options: SgdOptions = {}): Optimizer => new Sgd(options);
