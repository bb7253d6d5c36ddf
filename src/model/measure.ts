import { ShapeError, shapeText } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { full } from '../ops/creation.ts';
import type { Forward } from './network.ts';
import type { Recipe } from './recipe.ts';

/** A minibatch on the GPU. */
export interface Batch {
  /** One per input of the model. */
  readonly x: readonly Tensor[];
  /** One per output. */
  readonly y: readonly Tensor[];
  /** One per output, [rows]; null: all rows weigh 1. */
  readonly weights: readonly (Tensor | null)[];
  /** [rows]: 1 for a row that counts, 0 for one that only fills the batch up; null: all count. */
  readonly filled: Tensor | null;
}

/** Sums over the rows that count: the loss first, then the figures of the recipe in their order. */
export interface StepResult {
  readonly sums: readonly Tensor[];
  /** How many rows count. */
  readonly rows: Tensor;
  /** For each output, the sum of their weights. */
  readonly weights: readonly Tensor[];
  /** Mean loss of the batch, regularization included. */
  readonly loss: Tensor;
}

/** Loss and metrics of a batch. `penalties` are scalars that join the loss. */
export function measure(
  { outputs, figures }: Recipe,
  batch: Batch,
  { outputs: predictions, masks }: Forward,
  penalties: readonly Tensor[],
): StepResult {
  const { filled } = batch;
  const count = predictions[0].shape[0];
  const rows = filled ? filled.sum() : full([], count);
  const total = (values: Tensor, output: number, weighted: boolean): Tensor => {
    let perRow = rowMeans(values, count, masks[output], filled);
    const weights = batch.weights[output];
    if (weighted && weights) perRow = perRow.mul(weights);
    return (filled ? perRow.mul(filled) : perRow).sum();
  };
  const lossSums = outputs.map(({ loss }, k) => total(loss.call(batch.y[k], predictions[k]), k, true));
  const data = outputs
    .map(({ lossWeight }, k) => (lossWeight === 1 ? lossSums[k] : lossSums[k].mul(lossWeight)))
    .reduce((a, b) => a.add(b));
  const penalty = penalties.length > 0 ? penalties.reduce((a, b) => a.add(b)) : null;
  const mean = data.div(rows);
  return {
    loss: penalty ? mean.add(penalty) : mean,
    sums: [
      penalty ? data.add(penalty.mul(rows)) : data,
      ...figures.map(({ metric, output, weighted }) =>
        metric
          ? total(metric.call(batch.y[output], predictions[output]), output, weighted)
          : lossSums[output],
      ),
    ],
    rows,
    weights: batch.weights.map((weights) => {
      if (!weights) return rows;
      return (filled ? weights.mul(filled) : weights).sum();
    }),
  };
}

/**
 * One value per row: losses and metrics over sequences or images are averaged within an example.
 * Of masked sequences the steps that count share the weight of all, as in Keras.
 */
function rowMeans(values: Tensor, count: number, mask: Tensor | null, filled: Tensor | null): Tensor {
  if (values.rank === 0) return values.broadcastTo([count]);
  if (values.shape[0] !== count) {
    throw new ShapeError(
      `model.compile: a loss or metric must give one value per example, [${count}] in this batch; ` +
        `got shape ${shapeText(values.shape)}. Reduce over the other axes only.`,
    );
  }
  if (values.rank === 1) return values;
  const means = (all: Tensor): Tensor => all.reshape([count, -1]).mean(1);
  if (!mask || mask.rank > values.rank) return means(values);
  const steps = mask.cast('float32');
  const counting = filled ? steps.mul(filled.expandDims(1)) : steps;
  const share = counting.mean().maximum(1e-7).reciprocal();
  const rows = filled ? filled.mean() : null;
  const factor = rows ? share.mul(rows) : share;
  const spread = steps.reshape([...steps.shape, ...new Array<number>(values.rank - steps.rank).fill(1)]);
  return means(values.mul(spread).mul(factor));
}
