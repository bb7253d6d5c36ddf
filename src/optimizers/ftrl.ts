import wgsl from '../../shaders/optimizer/ftrl.wgsl';
import { ArgumentError } from '../core/errors.ts';
import { formula } from './formula.ts';
import { Optimizer, type Update, type UpdateStep } from './optimizer.ts';
import { checkAtLeastZero, type OptimizerOptions, optionsOf } from './settings.ts';
import type { Slot } from './state.ts';

/** The learning rate is 0.001 by default. */
export interface FtrlOptions extends OptimizerOptions {
  /** How the learning rate falls as squares of gradients add up: 0 (not at all) or less. Default -0.5. */
  readonly learningRatePower?: number;
  /** What the sums of squares begin with. Default 0.1. */
  readonly initialAccumulatorValue?: number;
  /** Weights with less reason than this to be other than 0 are 0. Default 0. */
  readonly l1RegularizationStrength?: number;
  /** Default 0. */
  readonly l2RegularizationStrength?: number;
  /** An L2 penalty that acts on the gradient. Default 0. */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** The paper's beta. Default 0. */
  readonly beta?: number;
}

type Own = Required<Omit<FtrlOptions, keyof OptimizerOptions>>;

const powerOf = formula(wgsl.functions.ftrl_power);
const growthOf = formula(wgsl.functions.ftrl_growth);
const linearOf = formula(wgsl.functions.ftrl_linear);
const step = formula(wgsl.functions.ftrl_step);

class Ftrl extends Optimizer<Own> {
  constructor({
    learningRatePower = -0.5,
    initialAccumulatorValue = 0.1,
    l1RegularizationStrength = 0,
    l2RegularizationStrength = 0,
    l2ShrinkageRegularizationStrength = 0,
    beta = 0,
    ...rest
  }: FtrlOptions) {
    const strengths = {
      l1RegularizationStrength,
      l2RegularizationStrength,
      l2ShrinkageRegularizationStrength,
    };
    super('ftrl', 0.001, rest, { learningRatePower, initialAccumulatorValue, ...strengths, beta });
    checkAtLeastZero('optimizers.ftrl', { initialAccumulatorValue, ...strengths, beta });
    if (!Number.isFinite(learningRatePower) || learningRatePower > 0) {
      throw new ArgumentError(
        `optimizers.ftrl: learningRatePower must be a number of at most 0, got ${String(learningRatePower)}.`,
      );
    }
  }

  override get slots(): readonly Slot[] {
    return [{ name: 'accumulator', initial: this.own.initialAccumulatorValue }, { name: 'linear' }];
  }

  update({ params, gradient, slots, learningRate: rate }: UpdateStep): Update {
    const { l1RegularizationStrength: l1, l2RegularizationStrength: l2, beta } = this.own;
    const exponent = -this.own.learningRatePower;
    const accumulator = slots.accumulator.add(gradient.square());
    const growth = growthOf(slots.accumulator, accumulator, gradient, exponent);
    const shrinkage = this.own.l2ShrinkageRegularizationStrength;
    const linear = linearOf(slots.linear, gradient, params, growth, rate, shrinkage);
    return {
      params: step(linear, powerOf(accumulator, exponent), rate, l1, l2, beta),
      slots: { accumulator, linear },
    };
  }
}

/**
 * Follow the regularized leader: for wide, shallow models with many features. Keras: optimizers.Ftrl.
 * Source: McMahan et al., 2013.
 */
export const ftrl = (options: FtrlOptions | number = {}): Optimizer => new Ftrl(optionsOf(options));
