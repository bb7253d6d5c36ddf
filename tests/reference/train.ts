/**
 * Keras 3's fit and evaluate in float64: batches, weighting and history.
 * Source: keras/src/backend/jax/trainer.py, trainers/trainer.py, trainers/data_adapters/.
 */

import { type NdArray, rows, slice } from './array.ts';
import { classWeights, type LossName, type LossOptions, loss, lossGradient } from './losses.ts';
import { type MetricName, RunningMetric } from './metrics.ts';
import { forward, type Layer, regularization, regularizationGradients } from './model.ts';
import { createOptimizer, type OptimizerConfig } from './optimizers.ts';

export interface Data {
  readonly x: NdArray;
  readonly y: NdArray;
  readonly sampleWeight?: ArrayLike<number>;
}

export interface Objective {
  readonly layers: readonly Layer[];
  readonly loss: LossName;
  readonly lossOptions?: Pick<LossOptions, 'fromLogits'>;
  /** Without weights, as Keras's `metrics`. */
  readonly metrics?: readonly MetricName[];
  /** With sample and class weights, as Keras's `weighted_metrics`. */
  readonly weightedMetrics?: readonly MetricName[];
}

export interface TrainOptions extends Objective, Data {
  readonly weights: readonly NdArray[];
  readonly optimizer: OptimizerConfig;
  /** 32 by default; the last batch may be smaller. */
  readonly batchSize?: number;
  readonly epochs?: number;
  /** Multiplies the sample weights where both are given. Not used in validation. */
  readonly classWeight?: Readonly<Record<number, number>>;
  readonly validationData?: Data;
  /** Takes the last rows, before any shuffling. */
  readonly validationSplit?: number;
  /** The order of the training rows in each epoch; their own order by default. */
  readonly order?: (epoch: number) => readonly number[];
}

export type Logs = Record<string, number>;

export interface TrainResult {
  /** The weights after every step: steps[0] is after the first. */
  readonly steps: NdArray[][];
  /** The loss of every batch, regularization included, before its update. */
  readonly losses: number[];
  /** The gradients of every step, regularization included. */
  readonly gradients: NdArray[][];
  /** Keras's history: a list with one value per epoch for loss, metrics, valLoss, ... */
  readonly history: Record<string, number[]>;
  readonly weights: NdArray[];
}

function take(data: Data, order: readonly number[]): Data {
  return {
    x: rows(data.x, order),
    y: rows(data.y, order),
    sampleWeight: data.sampleWeight && order.map((i) => data.sampleWeight?.[i] ?? 1),
  };
}

/** Consecutive batches of these rows. */
function batches(data: Data, order: readonly number[], batchSize: number): Data[] {
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, i) =>
    take(data, order.slice(i * batchSize, (i + 1) * batchSize)),
  );
}

/** The running means of one epoch. */
class EpochLogs {
  private total = 0;
  private count = 0;
  private readonly plain: RunningMetric[];
  private readonly weighted: RunningMetric[];

  constructor({ metrics = [], weightedMetrics = [], lossOptions }: Objective) {
    this.plain = metrics.map((name) => new RunningMetric(name, lossOptions));
    this.weighted = weightedMetrics.map((name) => new RunningMetric(name, lossOptions));
  }

  /** The batch's loss counts by its number of samples, whatever their weights. */
  update(batchLoss: number, { x, y, sampleWeight }: Data, output: NdArray): void {
    this.total += batchLoss * x.shape[0];
    this.count += x.shape[0];
    for (const metric of this.plain) {
      metric.update(y, output);
    }
    for (const metric of this.weighted) {
      metric.update(y, output, sampleWeight);
    }
  }

  result(): Logs {
    const logs: Logs = { loss: this.total / this.count };
    for (const metric of [...this.plain, ...this.weighted]) {
      logs[metric.name] = metric.result();
    }
    return logs;
  }
}

function batchLoss(objective: Objective, weights: readonly NdArray[], batch: Data, output: NdArray): number {
  const options = { ...objective.lossOptions, sampleWeight: batch.sampleWeight };
  return loss(objective.loss, batch.y, output, options) + regularization(objective.layers, weights);
}

/** The loss, regularization included, and the metrics over a data set. */
export function evaluateReference(
  objective: Objective,
  weights: readonly NdArray[],
  data: Data,
  batchSize = 32,
): Logs {
  const logs = new EpochLogs(objective);
  for (const batch of batches(data, [...Array(data.x.shape[0]).keys()], batchSize)) {
    const { output } = forward(objective.layers, weights, batch.x);
    logs.update(batchLoss(objective, weights, batch, output), batch, output);
  }
  return logs.result();
}

/** The gradients of a batch's loss, regularization included. */
export function gradientsReference(
  objective: Objective,
  weights: readonly NdArray[],
  batch: Data,
): { loss: number; output: NdArray; gradients: NdArray[]; weights: readonly NdArray[] } {
  const {
    output,
    gradients,
    weights: moved,
  } = forward(objective.layers, weights, batch.x, { training: true });
  const options = { ...objective.lossOptions, sampleWeight: batch.sampleWeight };
  const penalties = regularizationGradients(objective.layers, weights);
  return {
    loss: batchLoss(objective, weights, batch, output),
    output,
    weights: moved,
    gradients: gradients(lossGradient(objective.loss, batch.y, output, options)).map((g, i) => ({
      shape: g.shape,
      data: g.data.map((value, j) => value + penalties[i].data[j]),
    })),
  };
}

function withClassWeights(data: Data, classWeight: TrainOptions['classWeight']): Data {
  if (!classWeight) {
    return data;
  }
  const perClass = classWeights(data.y, classWeight);
  return { ...data, sampleWeight: perClass.map((w, i) => w * (data.sampleWeight?.[i] ?? 1)) };
}

function split({ x, y, sampleWeight }: Data, fraction: number): [train: Data, validation: Data] {
  const at = Math.floor(x.shape[0] * (1 - fraction));
  const part = (from: number, to: number): Data => {
    const cut = (a: NdArray) =>
      slice(
        a,
        a.shape.map((_, i) => (i === 0 ? from : 0)),
        a.shape.map((n, i) => (i === 0 ? to - from : n)),
      );
    return { x: cut(x), y: cut(y), sampleWeight: sampleWeight && Array.from(sampleWeight).slice(from, to) };
  };
  return [part(0, at), part(at, x.shape[0])];
}

/** Trains as Keras would and keeps everything that happened. */
export function trainReference(options: TrainOptions): TrainResult {
  const { batchSize = 32, epochs = 1, validationSplit = 0 } = options;
  const weights = options.weights.map(({ shape, data }) => ({ shape, data: data.slice() }));
  const step = createOptimizer(options.optimizer);
  const parts = validationSplit > 0 ? split(options, validationSplit) : undefined;
  const validation = parts ? parts[1] : options.validationData;
  const data = withClassWeights(parts ? parts[0] : options, options.classWeight);
  const natural = [...Array(data.x.shape[0]).keys()];
  const result: TrainResult = { steps: [], losses: [], gradients: [], history: {}, weights };

  const record = (prefix: string, logs: Logs): void => {
    for (const [name, value] of Object.entries(logs)) {
      const key = prefix ? prefix + name[0].toUpperCase() + name.slice(1) : name;
      result.history[key] = [...(result.history[key] ?? []), value];
    }
  };

  for (let epoch = 0; epoch < epochs; epoch++) {
    const logs = new EpochLogs(options);
    for (const batch of batches(data, options.order?.(epoch) ?? natural, batchSize)) {
      const { loss: value, output, gradients, weights: moved } = gradientsReference(options, weights, batch);
      logs.update(value, batch, output);
      for (const [k, { data: values }] of moved.entries()) weights[k].data.set(values);
      step(
        weights.map((w) => w.data),
        gradients.map((g) => g.data),
      );
      result.losses.push(value);
      result.gradients.push(gradients);
      result.steps.push(weights.map(({ shape, data: values }) => ({ shape, data: values.slice() })));
    }
    record('', logs.result());
    if (validation) {
      record('val', evaluateReference(options, weights, validation, batchSize));
    }
  }
  if (options.optimizer.useEma)
    for (const [k, average] of step.averages().entries()) weights[k].data.set(average);
  return result;
}
