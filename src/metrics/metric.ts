import type { Tensor } from '../graph/tensor.ts';

/** A mean over examples, kept on the GPU. */
export interface MeanMetric {
  /** Key in the history and in what `evaluate` returns. */
  readonly name: string;
  /** @returns one value per example; its first axis is the batch */
  call(yTrue: Tensor, yPred: Tensor): Tensor;
  /** What becomes of the mean at the end. Default: nothing. */
  finish?(mean: Tensor): Tensor;
}

/** Sums over examples by name: what a metric remembers from batch to batch, on the GPU. */
export type Sums = Readonly<Record<string, Tensor>>;

/** A figure made of several sums over all examples, such as precision, which is no mean of the batches' figures. */
export interface SumMetric {
  /** Key in the history and in what `evaluate` returns. */
  readonly name: string;
  /**
   * What a batch adds to the sums: tensors of shapes that do not depend on the size of the batch.
   *
   * @param weights [rows]: how much each example counts, 0 for not at all; null: all count once
   */
  update(yTrue: Tensor, yPred: Tensor, weights: Tensor | null): Sums;
  /** The figure for these sums: a scalar, for `fit` and `evaluate`. */
  result(sums: Sums): Tensor;
}

/** A figure that `fit` and `evaluate` report. */
export type Metric = MeanMetric | SumMetric;

/** Any function of (yTrue, yPred) that gives one value per example may be a metric. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** What is accepted where a metric is expected: a name, a metric, what makes one, or a function of one's own. */
export type MetricLike = string | Metric | MetricFunction | (() => Metric);

export interface MetricOptions {
  /** Key in the history. Default: the metric's name. */
  readonly name?: string;
}

/** Whether this is a metric, as opposed to a name, a function or something else. */
export const isMetric = (value: unknown): value is Metric =>
  typeof value === 'object' && value !== null && ('call' in value || 'update' in value);

/** Whether a metric is made of sums of its own. */
export const isSumMetric = (metric: Metric): metric is SumMetric => 'update' in metric;
