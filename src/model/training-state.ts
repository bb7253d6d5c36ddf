import { readVariables } from '../gpu/read-variables.ts';
import { writeVariable } from '../gpu/write.ts';
import type { Tensor } from '../graph/tensor.ts';
import { currentValue, stretchesOf, type Variable } from '../graph/variable.ts';
import type { Weight } from '../layers/weight.ts';
import { nextSeed } from '../ops/random.ts';
import type { OptimizerState } from '../optimizers/state.ts';
import type { Network } from './network.ts';
import type { Recipe } from './recipe.ts';

/** Everything on the GPU that a training step changes, apart from bookkeeping. */
export class TrainingState {
  readonly network: Network;
  readonly recipe: Recipe;
  /** The weights that are trained: those of layers that were `trainable` when this was made. */
  readonly trained: readonly Weight[];
  /** What the optimizer remembers. */
  readonly optimizer: OptimizerState;
  /** Keys the order of rows; null before the first `fit`. */
  seed: number | null = null;
  /** What `steps` will be when everything submitted is done. */
  stepsMade = 0;
  /** The weights that layers move on their own, such as the moving averages of batch normalization. */
  readonly #moved: readonly Variable[];

  constructor(network: Network, recipe: Recipe) {
    this.network = network;
    this.recipe = recipe;
    const live = network.layers.filter((layer) => layer.trainable).flatMap((layer) => layer.weights);
    this.trained = live.filter((weight) => weight.trainable);
    this.optimizer = recipe.optimizer.build(
      this.trained.map(({ value }) => value),
      [],
      recipe.mixed,
    );
    const moved = live.filter((weight) => !weight.trainable).map(({ value }) => value);
    this.#moved = stretchesOf('fixed weights', moved);
  }

  /** int32: optimizer steps ever made, without those that were skipped. */
  get iteration(): Variable {
    return this.optimizer.iteration;
  }

  /** int32: steps ever made. */
  get steps(): Tensor {
    const { iteration, lossScale } = this.optimizer;
    const skipped = lossScale?.skippedSteps;
    return skipped ? iteration.add(skipped.cast('int32')) : currentValue(iteration);
  }

  /** Asks the GPU how many steps were made. */
  async countSteps(): Promise<void> {
    const { iteration, lossScale } = this.optimizer;
    const counts = await readVariables(lossScale ? [iteration, lossScale.skippedSteps] : [iteration]);
    this.stepsMade = counts.reduce((sum, [count]) => sum + count, 0);
  }

  /** All weights that a step may change, as few variables. */
  get weights(): Variable[] {
    return [...this.optimizer.stretches.map(({ weights }) => weights), ...this.#moved];
  }

  /** What keys the order of rows: new for every `fit` but those that go on. */
  seedFor(initialEpoch: number): number {
    if (initialEpoch === 0 || this.seed === null) this.seed = nextSeed();
    return this.seed;
  }

  /** Tells the GPU of a learning rate that was assigned since the last time. */
  writeLearningRate(): void {
    const rate = this.optimizer.takeNewLearningRate();
    if (rate) writeVariable(rate.variable, Float32Array.of(rate.value));
  }

  /** What must be put back after a step that went wrong. */
  get variables(): Variable[] {
    return [...this.weights, ...this.optimizer.whole];
  }

  dispose(): void {
    this.optimizer.dispose();
  }
}
