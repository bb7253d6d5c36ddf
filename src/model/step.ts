import { gradients } from '../graph/grad.ts';
import type { Tensor } from '../graph/tensor.ts';
import { currentValue } from '../graph/variable.ts';
import { zerosLike } from '../ops/creation.ts';
import { applyStep } from '../optimizers/step.ts';
import { type Batch, measure, type StepResult } from './measure.ts';
import type { Forward, Network } from './network.ts';
import type { TrainingState } from './training-state.ts';

/** Forward, backward, update: one step of training. Recorded once, then replayed. */
export function trainStep(state: TrainingState, batch: Batch): StepResult {
  const { network, recipe, iteration, optimizer } = state;
  const forward = network.run(batch.x, { training: true, iteration });
  const result = measure(recipe, batch, forward, penalties(state, forward));
  const { trained } = optimizer;
  const derivatives = gradients('model.fit', result.loss, trained.map(currentValue));
  const entries = trained.map((weight, k) => [weight, derivatives[k] ?? zerosLike(weight)] as const);
  applyStep(recipe.optimizer, optimizer, new Map(entries));
  return result;
}

/** Forward without dropout, loss and metrics: one step of validation. */
export function testStep(state: TrainingState, batch: Batch): StepResult {
  const { network, recipe, iteration } = state;
  const forward = network.run(batch.x, { training: false, iteration, filled: batch.filled });
  return measure(recipe, batch, forward, penalties(state, forward));
}

/** Forward only. `iteration` is whatever counter there is; inference uses none. */
export function predictStep(network: Network, xs: readonly Tensor[], iteration: Tensor): readonly Tensor[] {
  return network.run(xs, { training: false, iteration }).outputs;
}

/** What regularizers and layers add to the loss. */
function penalties({ trained }: TrainingState, { losses }: Forward): readonly Tensor[] {
  const ofWeights = trained.flatMap(({ regularizer, value }) =>
    regularizer ? [regularizer.penalty(value)] : [],
  );
  return [...ofWeights, ...losses];
}
