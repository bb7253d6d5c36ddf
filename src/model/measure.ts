import type { Tensor } from '../graph/tensor.ts';
import { rowMeans } from '../losses/row-means.ts';
import { isSumMetric, type Sums } from '../metrics/metric.ts';
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
  readonly sums: readonly Sums[];
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
    let perRow = unmaskedMeans(values, count, masks[output], filled);
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
      { total: penalty ? data.add(penalty.mul(rows)) : data },
      ...figures.map(({ metric, output, weighted }): Sums => {
        if (!metric) return { total: lossSums[output] };
        const pair = [batch.y[output], predictions[output]] as const;
        if (!isSumMetric(metric)) return { total: total(metric.call(...pair), output, weighted) };
        const factors = [weighted ? batch.weights[output] : null, filled];
        return metric.update(...pair, countingWeights(pair[1], factors, masks[output]));
      }),
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
function unmaskedMeans(values: Tensor, count: number, mask: Tensor | null, filled: Tensor | null): Tensor {
  if (values.rank < 2 || !mask || mask.rank > values.rank) return rowMeans(values, count);
  const steps = mask.cast('float32');
  const counting = filled ? steps.mul(filled.expandDims(1)) : steps;
  const share = counting.mean().maximum(1e-7).reciprocal();
  const rows = filled ? filled.mean() : null;
  const factor = rows ? share.mul(rows) : share;
  const spread = steps.reshape([...steps.shape, ...new Array<number>(values.rank - steps.rank).fill(1)]);
  return rowMeans(values.mul(spread).mul(factor), count);
}

/** How much each row counts, or each step of a row where the prediction has masked steps; null: all count once. */
function countingWeights(
  prediction: Tensor,
  factors: readonly (Tensor | null)[],
  mask: Tensor | null,
): Tensor | null {
  const given = factors.filter((factor) => factor !== null);
  const rows = given.length > 0 ? given.reduce((a, b) => a.mul(b)) : null;
  if (!mask || mask.rank >= prediction.rank) return rows;
  const steps = mask.cast('float32');
  return rows ? steps.mul(rows.expandDims(1)) : steps;
}
