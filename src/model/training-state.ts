import { packVariables, type Variable } from '../graph/variable.ts';
import type { Loss } from '../losses/loss.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Network } from './network.ts';

/** What `compile` chose. */
export interface Recipe {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics: readonly MetricEntry[];
}

export interface MetricEntry {
  readonly metric: Metric;
  /** Whether sample and class weights count (`weightedMetrics`). */
  readonly weighted: boolean;
}

/** Everything on the GPU that a training step changes, apart from bookkeeping. */
export class TrainingState {
  readonly network: Network;
  readonly recipe: Recipe;
  /** int32: optimizer steps ever made. */
  readonly iteration: Variable;
  readonly learningRate: Variable;
  /** The optimizer's vectors, each as long as the weights. */
  readonly slots: Readonly<Record<string, Variable>>;
  /** What the GPU's `iteration` will be when everything submitted is done. */
  iterationsMade = 0;
  #writtenRate: number;

  constructor(network: Network, recipe: Recipe) {
    this.network = network;
    this.recipe = recipe;
    const { optimizer } = recipe;
    this.#writtenRate = optimizer.learningRate;
    const scalars = packVariables('optimizer scalars', [
      { name: 'iteration', shape: [], dtype: 'int32' },
      { name: 'learningRate', shape: [], initial: optimizer.learningRate },
    ]);
    [this.iteration, this.learningRate] = scalars.parts;
    const { shape } = network.params;
    const { parts } = packVariables(
      'optimizer state',
      optimizer.slots.map((name) => ({ name, shape })),
    );
    this.slots = Object.fromEntries(parts.map((part) => [part.name, part]));
  }

  /** The learning rate that the GPU does not know yet; null when it is up to date. */
  takeNewLearningRate(): number | null {
    const { learningRate } = this.recipe.optimizer;
    if (learningRate === this.#writtenRate) return null;
    this.#writtenRate = learningRate;
    return learningRate;
  }

  /** What must be put back after a step that went wrong. */
  get variables(): Variable[] {
    return [...this.network.vectors, ...Object.values(this.slots), this.iteration];
  }

  dispose(): void {
    for (const { arena } of [this.iteration, ...Object.values(this.slots)]) arena.storage?.dispose();
  }
}
