import { runtime } from '../gpu/runtime.ts';
import { stretchesOf, type Variable } from '../graph/variable.ts';
import type { Weight } from '../layers/weight.ts';
import { nextSeed } from '../ops/random.ts';
import type { OptimizerState } from '../optimizers/state.ts';
import type { Network } from './network.ts';
import type { Recipe } from './recipe.ts';
import { floatsOf, type TrainingCheckpoint } from './saving/checkpoint.ts';

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
  /** What the GPU's `iteration` will be when everything submitted is done. */
  iterationsMade = 0;
  /** The weights that layers move on their own, such as the moving averages of batch normalization. */
  readonly #moved: readonly Variable[];

  constructor(network: Network, recipe: Recipe) {
    this.network = network;
    this.recipe = recipe;
    const live = network.layers.filter((layer) => layer.trainable).flatMap((layer) => layer.weights);
    this.trained = live.filter((weight) => weight.trainable);
    this.optimizer = recipe.optimizer.build(this.trained.map(({ value }) => value));
    const moved = live.filter((weight) => !weight.trainable).map(({ value }) => value);
    this.#moved = stretchesOf('fixed weights', moved);
  }

  /** int32: optimizer steps ever made. */
  get iteration(): Variable {
    return this.optimizer.iteration;
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

  /** Takes over what a file remembers of a training. @throws FormatError when it does not fit the optimizer */
  async resume(call: string, { seed, optimizer }: TrainingCheckpoint): Promise<void> {
    const variables = this.optimizerVariables(this.network);
    for (const [name, variable] of variables) {
      const values = floatsOf(call, name, optimizer.get(name), variable.shape);
      runtime.write(variable, variable.dtype === 'int32' ? Int32Array.from(values) : values);
    }
    this.seed = seed;
    [[this.iterationsMade]] = await runtime.read([this.iteration]);
  }

  /** Tells the GPU of a learning rate that was assigned since the last time. */
  writeLearningRate(): void {
    const rate = this.optimizer.takeNewLearningRate();
    if (rate) runtime.write(rate.variable, Float32Array.of(rate.value));
  }

  /** What must be put back after a step that went wrong. */
  get variables(): Variable[] {
    return [...this.weights, ...this.optimizer.whole];
  }

  /** What the optimizer keeps, by names that say which weight it belongs to: 'dense/kernel/momentum'. */
  optimizerVariables({ layers }: Network): Map<string, Variable> {
    const { iteration, learningRate, stretches } = this.optimizer;
    const names = new Map(
      layers.flatMap(({ name, weights }) =>
        weights.map((weight) => [weight.value, `${name}/${weight.name}`] as const),
      ),
    );
    const found = new Map<string, Variable>([['iteration', iteration]]);
    if (learningRate) found.set('learningRate', learningRate);
    for (const { weights, slots } of stretches) {
      const owners = partsOf(weights);
      for (const [slot, variable] of Object.entries(slots)) {
        const parts = partsOf(variable);
        if (parts.length !== owners.length || variable.size < weights.size) found.set(slot, variable);
        else for (const [k, part] of parts.entries()) found.set(`${names.get(owners[k])}/${slot}`, part);
      }
    }
    return found;
  }

  dispose(): void {
    this.optimizer.dispose();
  }
}

const partsOf = (variable: Variable): readonly Variable[] =>
  variable.parts.length > 0 ? variable.parts : [variable];
