/**
 * Keras 3's metrics in float64. Each is a running weighted mean over samples.
 * Source: keras/src/metrics/accuracy_metrics.py, regression_metrics.py, reduction_metrics.py and
 * is_binary_or_sparse_categorical of trainers/compile_utils.py.
 */

import { fromFlat, map, type NdArray, reduce } from './array.ts';
import { type LossName, type LossOptions, lossValues, matchRank } from './losses.ts';
import { argMax, mean, square, sub } from './ops.ts';

export type MetricName =
  | 'accuracy'
  | 'binaryAccuracy'
  | 'categoricalAccuracy'
  | 'sparseCategoricalAccuracy'
  | 'topKCategoricalAccuracy'
  | 'sparseTopKCategoricalAccuracy'
  | 'rootMeanSquaredError'
  | 'logCoshError'
  | LossName;

export interface MetricOptions extends LossOptions {
  /** Of the top-k accuracies; 5 by default. */
  k?: number;
}

/** Which accuracy the word 'accuracy' means for these shapes. */
export function resolveAccuracy(
  yTrueShape: readonly number[],
  yPredShape: readonly number[],
): 'binaryAccuracy' | 'sparseCategoricalAccuracy' | 'categoricalAccuracy' {
  if (yPredShape.at(-1) === 1) {
    return 'binaryAccuracy';
  }
  const sparse = yTrueShape.length < yPredShape.length || yTrueShape.at(-1) === 1;
  return sparse ? 'sparseCategoricalAccuracy' : 'categoricalAccuracy';
}

function matches(a: NdArray, b: NdArray): NdArray {
  return fromFlat(
    a.data.map((x, i) => Number(x === b.data[i])),
    a.shape,
  );
}

/** 1 where fewer than k outputs are larger than the one of the label. */
function inTopK(labels: NdArray, yPred: NdArray, k: number): NdArray {
  const width = yPred.shape[yPred.shape.length - 1];
  const rank = (label: number, row: number): number => {
    const values = yPred.data.subarray(row * width, (row + 1) * width);
    return values.filter((value) => value > values[label]).length;
  };
  return fromFlat(labels.data.map((label, row) => Number(rank(label, row) < k)), yPred.shape.slice(0, -1)); // biome-ignore format: short
}

/** The value of each row, before the mean. A prediction is 1 above the threshold 0.5, not at it. */
export function metricValues(
  name: MetricName,
  yTrue: NdArray,
  yPred: NdArray,
  options: MetricOptions = {},
): NdArray {
  switch (name) {
    case 'accuracy':
      return metricValues(resolveAccuracy(yTrue.shape, yPred.shape), yTrue, yPred);
    case 'binaryAccuracy': {
      const predicted = { shape: yPred.shape, data: yPred.data.map((p) => Number(p > 0.5)) };
      return mean(matches(predicted, matchRank(yTrue, yPred)), -1);
    }
    case 'categoricalAccuracy':
      return matches(argMax(yPred), argMax(yTrue));
    case 'sparseCategoricalAccuracy':
      return matches(argMax(yPred), yTrue);
    case 'topKCategoricalAccuracy':
      return inTopK(argMax(yTrue), yPred, options.k ?? 5);
    case 'sparseTopKCategoricalAccuracy':
      return inTopK(yTrue, yPred, options.k ?? 5);
    case 'logCoshError':
      return lossValues('logCosh', yTrue, yPred);
    case 'cosineSimilarity':
      return map(lossValues(name, yTrue, yPred), (x) => -x);
    case 'rootMeanSquaredError':
      return mean(square(sub(matchRank(yTrue, yPred), yPred)), -1);
    default:
      return lossValues(name, yTrue, yPred, options);
  }
}

/** A metric that is fed batch by batch. */
export class RunningMetric {
  readonly name: MetricName;
  private readonly options: MetricOptions;
  private total = 0;
  private count = 0;

  constructor(name: MetricName, options: MetricOptions = {}) {
    this.name = name;
    this.options = options;
  }

  update(yTrue: NdArray, yPred: NdArray, sampleWeight?: ArrayLike<number>): void {
    const values = metricValues(this.name, yTrue, yPred, this.options);
    const rest = values.shape.map((_, axis) => axis).slice(1);
    const perSample = reduce(values, rest, (row) => row.reduce((sum, x) => sum + x, 0) / row.length);
    perSample.data.forEach((value, i) => {
      const weight = sampleWeight?.[i] ?? 1;
      this.total += weight * value;
      this.count += weight;
    });
  }

  result(): number {
    const running = this.count === 0 ? 0 : this.total / this.count;
    return this.name === 'rootMeanSquaredError' ? Math.sqrt(running) : running;
  }
}

/** The metric of one batch. */
export function metric(
  name: MetricName,
  yTrue: NdArray,
  yPred: NdArray,
  options: MetricOptions = {},
): number {
  const running = new RunningMetric(name, options);
  running.update(yTrue, yPred, options.sampleWeight);
  return running.result();
}
