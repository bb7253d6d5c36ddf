import { ShapeError, shapeText } from '../core/errors.ts';
import { gradients } from '../graph/grad.ts';
import type { Tensor } from '../graph/tensor.ts';
import { currentValue } from '../graph/variable.ts';
import { full, zerosLike } from '../ops/creation.ts';
import { applyStep } from '../optimizers/step.ts';
import type { Network } from './network.ts';
import type { TrainingState } from './training-state.ts';

/** A minibatch on the GPU. */
export interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
  /** [rows]; null: all rows weigh 1. */
  readonly weights: Tensor | null;
  /** [rows]: 1 for a row that counts, 0 for one that only fills the batch up; null: all count. */
  readonly mask: Tensor | null;
}

/** Sums over the rows that count: loss first, then the metrics in their order. */
export interface StepResult {
  readonly sums: readonly Tensor[];
  /** How many rows count. */
  readonly rows: Tensor;
  /** The sum of their weights. */
  readonly weight: Tensor;
  /** Mean loss of the batch, regularization included. */
  readonly loss: Tensor;
}

/** Forward, backward, update: one step of training. Recorded once, then replayed. */
export function trainStep(state: TrainingState, batch: Batch): StepResult {
  const { network, recipe, iteration, optimizer } = state;
  const yPred = network.call(batch.x, { training: true, iteration });
  const result = measure(state, batch, yPred);
  const derivatives = gradients('model.fit', result.loss, optimizer.trained.map(currentValue));
  const known = derivatives.map((derivative, k) => derivative ?? zerosLike(optimizer.trained[k]));
  applyStep(recipe.optimizer, optimizer, known);
  return result;
}

/** Forward without dropout, loss and metrics: one step of validation. */
export function testStep(state: TrainingState, batch: Batch): StepResult {
  const yPred = state.network.call(batch.x, { training: false, iteration: state.iteration });
  return measure(state, batch, yPred);
}

/** Forward only. `iteration` is whatever counter there is; inference uses none. */
export function predictStep(network: Network, x: Tensor, iteration: Tensor): Tensor {
  return network.call(x, { training: false, iteration });
}

function measure(state: TrainingState, batch: Batch, yPred: Tensor): StepResult {
  const { loss, metrics } = state.recipe;
  const [count] = batch.x.shape;
  const { weights, mask } = batch;
  const rows = mask ? mask.sum() : full([], count);
  const total = (values: Tensor, weighted: boolean): Tensor => {
    let perRow = rowMeans(values, count);
    if (weighted && weights) perRow = perRow.mul(weights);
    return (mask ? perRow.mul(mask) : perRow).sum();
  };
  const lossSum = total(loss.call(batch.y, yPred), true);
  const penalty = state.network.penalty();
  const mean = lossSum.div(rows);
  return {
    loss: penalty ? mean.add(penalty) : mean,
    sums: [
      penalty ? lossSum.add(penalty.mul(rows)) : lossSum,
      ...metrics.map(({ metric, weighted }) => total(metric.call(batch.y, yPred), weighted)),
    ],
    rows,
    weight: weights ? (mask ? weights.mul(mask) : weights).sum() : rows,
  };
}

/** One value per row: losses and metrics over sequences or images are averaged within an example. */
function rowMeans(values: Tensor, count: number): Tensor {
  if (values.rank === 0) return values.broadcastTo([count]);
  if (values.shape[0] !== count) {
    throw new ShapeError(
      `model.compile: a loss or metric must give one value per example, [${count}] in this batch; ` +
        `got shape ${shapeText(values.shape)}. Reduce over the other axes only.`,
    );
  }
  return values.rank === 1 ? values : values.reshape([count, -1]).mean(1);
}
