import wgsl from '../../shaders/optimizer/adam.wgsl';
import { formula } from './formula.ts';
import { checkFactor, Optimizer, type UpdateStep } from './optimizer.ts';

export interface AdamOptions {
  /** Default 0.001. */
  readonly learningRate?: number;
  /** How slowly the mean gradient forgets. Default 0.9. */
  readonly beta1?: number;
  /** How slowly the mean square forgets. Default 0.999. */
  readonly beta2?: number;
  /** Outside of the square root, as in Keras. Default 1e-7. */
  readonly epsilon?: number;
}

const average = formula(wgsl.functions.adam_average);
const step = formula(wgsl.functions.adam_step);
const correctedRate = formula(wgsl.functions.adam_rate);

class Adam extends Optimizer {
  readonly name = 'adam';
  readonly slots = ['momentum', 'velocity'];
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions) {
    super(learningRate);
    checkFactor('optimizers.adam', 'beta1', beta1);
    checkFactor('optimizers.adam', 'beta2', beta2);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  update({ params, gradient, state, iteration, learningRate }: UpdateStep): void {
    const { beta1, beta2, epsilon } = this;
    const rate = correctedRate(learningRate, iteration, logOf(beta1), logOf(beta2));
    const m = average(state.momentum, gradient, 1 - beta1);
    const v = average(state.velocity, gradient.square(), 1 - beta2);
    state.momentum.assign(m);
    state.velocity.assign(v);
    params.assign(step(params, m, v, rate, epsilon));
  }
}

/** log(beta); a beta of 0 means no memory, so its power vanishes at once. */
const logOf = (beta: number): number => Math.max(Math.log(beta), -1e3);

/** Adam. Source: Kingma and Ba, arXiv 1412.6980, with Keras's epsilon. */
export const adam = (options: AdamOptions = {}): Optimizer => new Adam(options);
