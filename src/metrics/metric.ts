import type { Tensor } from '../graph/tensor.ts';

/** A figure that `fit` and `evaluate` report: a mean over examples, kept on the GPU. */
export interface Metric {
  /** Key in the history and in what `evaluate` returns. */
  readonly name: string;
  /** @returns one value per example; its first axis is the batch */
  call(yTrue: Tensor, yPred: Tensor): Tensor;
  /** What becomes of the mean at the end. Default: nothing. */
  finish?(mean: Tensor): Tensor;
}

/** Any function of (yTrue, yPred) that gives one value per example may be a metric. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

export interface MetricOptions {
  /** Key in the history. Default: the metric's name. */
  readonly name?: string;
}
