import type { Variable } from '../graph/variable.ts';
import type { Loss } from '../losses/loss.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { OptimizerState } from '../optimizers/state.ts';
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
  /** What the optimizer remembers. */
  readonly optimizer: OptimizerState;
  /** What the GPU's `iteration` will be when everything submitted is done. */
  iterationsMade = 0;

  constructor(network: Network, recipe: Recipe) {
    this.network = network;
    this.recipe = recipe;
    this.optimizer = recipe.optimizer.build(network.parts);
  }

  /** int32: optimizer steps ever made. */
  get iteration(): Variable {
    return this.optimizer.iteration;
  }

  /** What must be put back after a step that went wrong. */
  get variables(): Variable[] {
    return [...this.network.vectors, ...this.optimizer.whole];
  }

  dispose(): void {
    this.optimizer.dispose();
  }
}
