import type { Config } from '../core/config.ts';
import { StateError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import { asPairs, checkGradients, checkVariables, type GradientPair } from './gradients.ts';
import { minimized } from './minimize.ts';
import { checkLearningRate, type OptimizerOptions, readSettings, type Settings } from './settings.ts';
import { OptimizerState, type Slot } from './state.ts';
import { applyStep, finalizeWeights, sharedSlots } from './step.ts';

/** What one update works on: all weights of a stretch at once, element by element. */
export interface UpdateStep {
  /** The weights, decayed where they do. */
  readonly params: Tensor;
  /** Clipped and averaged as the options say. */
  readonly gradient: Tensor;
  /** What each slot holds. */
  readonly slots: Readonly<Record<string, Tensor>>;
  /** int32 scalar: updates made before this one. */
  readonly iteration: Tensor;
  readonly learningRate: Tensor;
}

/** What they become. */
export interface Update {
  readonly params: Tensor;
  /** The slots that change. */
  readonly slots?: Readonly<Record<string, Tensor>>;
}

/**
 * Base of the optimizers. A subclass says what it remembers per weight, and how a step changes it;
 * clipping, accumulation, decay, averages and the learning rate are the same for all.
 */
export abstract class Optimizer<Own extends object = object> {
  readonly name: string;
  /** The options that all optimizers share. */
  readonly settings: Settings;
  /** The other options. */
  protected readonly own: Own;
  /** What is kept on the GPU; null before the first step. */
  state: OptimizerState | null = null;
  #learningRate: Settings['learningRate'];

  constructor(name: string, learningRate: number, shared: OptimizerOptions, own: Own) {
    this.name = name;
    this.settings = readSettings(`optimizers.${name}`, learningRate, shared, Object.keys(own));
    this.own = own;
    this.#learningRate = this.settings.learningRate;
  }

  /** What the optimizer remembers of each weight. */
  get slots(): readonly Slot[] {
    return [];
  }

  /** The same, with what the shared options need. */
  get allSlots(): readonly Slot[] {
    return [...this.slots, ...sharedSlots(this.settings)];
  }

  /** The new weights and the new contents of the slots. Made of operations on single elements, it runs as one kernel. */
  abstract update(step: UpdateStep): Update;

  /**
   * A number may be assigned at any time, also while `fit` runs: nothing is compiled again. A variable
   * or a schedule stays what it is: assign to the variable instead.
   */
  get learningRate(): Settings['learningRate'] {
    return this.#learningRate;
  }

  set learningRate(value: number) {
    checkLearningRate('optimizer', value);
    if (typeof value !== 'number' || typeof this.#learningRate !== 'number') {
      throw new StateError(
        'optimizer: learningRate can be replaced by a number where it is one. This optimizer was made with a ' +
          'variable or a schedule, or got one: assign to the variable, or make another optimizer.',
      );
    }
    this.#learningRate = value;
    if (this.state && !this.state.isFollowed) this.state.queueLearningRate();
  }

  /** All options as plain JSON: with `name`, enough to make the optimizer again. */
  get config(): Config {
    const learningRate = this.#learningRate;
    if (typeof learningRate === 'number') return { ...this.settings, learningRate, ...this.own };
    if (learningRate instanceof Variable) {
      throw new StateError(
        "optimizer.config: the learning rate is a variable, whose value is on the GPU. Save that variable's value.",
      );
    }
    const { name, config } = learningRate;
    return { ...this.settings, learningRate: { name, config }, ...this.own };
  }

  /**
   * Starts anew, for these variables. `fit` does so by itself, and so does the first `apply`.
   *
   * @param apart those that are assigned to in the same program, as constraints are: they are updated by
   *   kernels of their own, of which such an assignment can become a part
   * @param lossScaled the gradients will be those of a scaled loss. Default false
   */
  build(variables: readonly Variable[], apart: readonly Variable[] = [], lossScaled = false): OptimizerState {
    checkVariables('optimizer.build', variables);
    this.state = new OptimizerState(this, variables, apart, lossScaled);
    return this.state;
  }

  /**
   * Moves variables by their gradients. Inside `gl.jit` this becomes part of the program; outside, it
   * is a program of its own. The first call decides which variables the optimizer trains.
   *
   * @param gradients one for each variable, of its shape; null for a variable that shall be left out
   */
  apply(gradients: readonly (Tensor | null)[], variables: readonly Variable[]): void {
    const pairs = checkGradients('optimizer.apply', gradients, variables);
    const trained = pairs.map(([, variable]) => variable);
    const state = this.state ?? this.build(trained);
    if (trained.length !== state.trained.length || trained.some((one) => !state.trained.includes(one))) {
      throw new StateError(
        `optimizer.apply: this optimizer trains ${namesOf(state.trained)}, got ${namesOf(trained)}. ` +
          'Make an optimizer for each set of variables.',
      );
    }
    applyStep(this, state, new Map(pairs.map(([gradient, variable]) => [variable, gradient])));
  }

  /** The same from pairs of gradient and variable, as in Keras. */
  applyGradients(pairs: Iterable<GradientPair>): void {
    this.apply(...asPairs('optimizer.applyGradients', pairs));
  }

  /**
   * One step down the slope of a loss.
   *
   * @param loss computes a float32 scalar
   * @param variables default: all trainable variables that the loss depends on
   * @returns the loss before the step
   */
  minimize(loss: () => Tensor, variables?: readonly Variable[]): Tensor {
    const { value, gradients, wrt } = minimized(loss, variables);
    this.apply(gradients, wrt);
    return value;
  }

  /** With `useEma`: the weights become their moving averages. `fit` does this at its end. */
  finalizeVariableValues(): void {
    const { state } = this;
    if (state) finalizeWeights(state);
  }

  /** What a resumed training needs, as variables: the number of steps, the learning rate, and the slots of each weight. */
  get variables(): Variable[] {
    return this.state?.variables ?? [];
  }

  /** int32 scalar: how often the weights were moved; null before the first step. */
  get iterations(): Tensor | null {
    const { gradientAccumulationSteps: every } = this.settings;
    const iteration = this.state?.iteration ?? null;
    return every === null ? iteration : (iteration?.floorDiv(every) ?? null);
  }
}

const namesOf = (variables: readonly Variable[]): string =>
  variables.map(({ name }) => `'${name}'`).join(', ');
