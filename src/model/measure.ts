import type { Tensor } from '../graph/tensor.ts';
import { spreadMask } from '../layers/spread-mask.ts';
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
  /** For each output, the sum of their weights; of masked sequences each row weighs as much as its steps that count. */
  readonly weights: readonly Tensor[];
  /** The same without sample and class weights; null where nothing is masked. */
  readonly unmasked: readonly (Tensor | null)[];
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
  const sum = (perRow: Tensor, output: number, weighted: boolean): Tensor => {
    const factors = [weighted ? batch.weights[output] : null, filled];
    return factors
      .reduce<Tensor>((product, factor) => (factor ? product.mul(factor) : product), perRow)
      .sum();
  };
  const lossSums = outputs.map(({ loss }, k) =>
    sum(lossPerRow(loss.call(batch.y[k], predictions[k]), count, masks[k], filled), k, true),
  );
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
        if (!isSumMetric(metric)) {
          return { total: sum(metricPerRow(metric.call(...pair), count, masks[output]), output, weighted) };
        }
        const factors = [weighted ? batch.weights[output] : null, filled];
        return metric.update(...pair, countingWeights(pair[1], factors, masks[output]));
      }),
    ],
    rows,
    weights: masks.map((mask, k) => (mask || batch.weights[k] ? sum(shares(mask, count), k, true) : rows)),
    unmasked: masks.map((mask, k) => mask && sum(shares(mask, count), k, false)),
  };
}

/** The share of the steps of each row that counts. */
const shares = (mask: Tensor | null, count: number): Tensor =>
  mask ? rowMeans(mask.cast('float32'), count) : full([count], 1);

/** The values of each row as far as they count. */
function metricPerRow(values: Tensor, count: number, mask: Tensor | null): Tensor {
  if (!mask) return rowMeans(values, count);
  if (mask.rank > values.rank) return rowMeans(values, count).mul(shares(mask, count));
  return rowMeans(values.mul(spreadMask(mask, values)), count);
}

/** Keras adds it to the number of steps that count. */
const NOT_ZERO = 1e-7;

/**
 * One value per row: losses over sequences or images are averaged within an example. Of masked
 * sequences the steps that count share the weight of all steps of the batch. Source: Keras,
 * losses/loss.py, apply_mask.
 */
function lossPerRow(values: Tensor, count: number, mask: Tensor | null, filled: Tensor | null): Tensor {
  if (!mask || mask.rank > values.rank) return rowMeans(values, count);
  const perRow = shares(mask, count);
  const [rows, counting] = filled ? [filled.sum(), perRow.mul(filled).sum()] : [count, perRow.sum()];
  return metricPerRow(values, count, mask).mul(counting.add(NOT_ZERO).reciprocal().mul(rows));
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
