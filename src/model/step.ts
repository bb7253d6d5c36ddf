import { gradients } from '../graph/grad.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { currentValue } from '../graph/variable.ts';
import { zerosLike } from '../ops/creation.ts';
import { applyStep } from '../optimizers/step.ts';
import { type Batch, measure, type StepResult } from './measure.ts';
import type { Forward, Network } from './network.ts';
import type { TrainingState } from './training-state.ts';

/** Forward, backward, update: one step of training. Recorded once, then replayed. */
export function trainStep(state: TrainingState, batch: Batch): StepResult {
  const { network, recipe, iteration, optimizer } = state;
  const forward = network.run(batch.x, { training: true, iteration, mixed: recipe.mixed });
  const result = measure(recipe, batch, forward, penalties(state, forward));
  const { trained, lossScale } = optimizer;
  const loss = lossScale ? result.loss.mul(lossScale.scale) : result.loss;
  const derivatives = gradients('model.fit', loss, trained.map(currentValue));
  const entries = trained.map((weight, k) => [weight, derivatives[k] ?? zerosLike(weight)] as const);
  applyStep(recipe.optimizer, optimizer, new Map(entries), lossScale);
  return result;
}

/** Forward without dropout, loss and metrics: one step of validation. */
export function testStep(state: TrainingState, batch: Batch): StepResult {
  const { network, recipe, iteration } = state;
  const { filled } = batch;
  const forward = network.run(batch.x, { training: false, iteration, filled, mixed: recipe.mixed });
  return measure(recipe, batch, forward, penalties(state, forward));
}

/** Forward only. */
export function predictStep(network: Network, xs: readonly Tensor[], mixed: boolean): readonly Tensor[] {
  // Inference asks for no counter, whatever it is.
  return network.run(xs, { training: false, iteration: literal(0, 'int32'), mixed }).outputs;
}

/** What regularizers and layers add to the loss. */
function penalties({ trained }: TrainingState, { losses }: Forward): readonly Tensor[] {
  const ofWeights = trained.flatMap(({ regularizer, value }) =>
    regularizer ? [regularizer.penalty(value)] : [],
  );
  return [...ofWeights, ...losses];
}
