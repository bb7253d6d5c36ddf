/**
 * Keras 3's metrics that are no means, in float64, over all examples at once.
 * Source: keras/src/metrics/confusion_metrics.py, f_score_metrics.py, regression_metrics.py, iou_metrics.py.
 */

import type { NdArray } from './array.ts';

export interface ScoreOptions {
  thresholds?: number | readonly number[];
  topK?: number;
  classId?: number;
  numThresholds?: number;
  curve?: 'ROC' | 'PR';
  summationMethod?: 'interpolation' | 'minoring' | 'majoring';
  multiLabel?: boolean;
  fromLogits?: boolean;
  average?: 'macro' | 'micro' | 'weighted' | null;
  beta?: number;
  threshold?: number;
  classAggregation?: 'uniformAverage' | 'varianceWeightedAverage' | null;
}

export type ScoreName =
  | 'truePositives'
  | 'falsePositives'
  | 'trueNegatives'
  | 'falseNegatives'
  | 'precision'
  | 'recall'
  | 'auc'
  | 'f1Score'
  | 'fBetaScore'
  | 'r2Score';

/** One label with its prediction. */
interface Pair {
  readonly label: number;
  readonly p: number;
  readonly weight: number;
  readonly column: number;
}

interface Outcomes {
  tp: number;
  fp: number;
  tn: number;
  fn: number;
}

const epsilon = 1e-7;
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

/** The rows of labels and predictions, column by column; a label without the last axis is a row of one. */
function pairsOf(yTrue: NdArray, yPred: NdArray, weights: ArrayLike<number> | null): Pair[][] {
  const width = yPred.data.length / yPred.shape[0];
  return Array.from({ length: yPred.shape[0] }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const at = row * width + column;
      return { label: yTrue.data[at], p: yPred.data[at], weight: weights?.[row] ?? 1, column };
    }),
  );
}

function outcomesAt(pairs: readonly Pair[], threshold: number): Outcomes {
  const weigh = (positive: boolean, above: boolean): number =>
    sum(
      pairs
        .filter(({ label, p }) => (label !== 0) === positive && p > threshold === above)
        .map(({ weight }) => weight),
    );
  return { tp: weigh(true, true), fp: weigh(false, true), tn: weigh(false, false), fn: weigh(true, false) };
}

/** Only the k largest of a row stay; of equals the first. */
function topOf(row: readonly Pair[], k: number): Pair[] {
  const order = [...row].sort((a, b) => b.p - a.p || a.column - b.column);
  return row.map((pair) => (order.indexOf(pair) < k ? pair : { ...pair, p: Number.NEGATIVE_INFINITY }));
}

function perThreshold(
  rows: Pair[][],
  { thresholds, topK, classId }: ScoreOptions,
  figure: (outcomes: Outcomes) => number,
): number[] {
  const pairs = rows
    .flatMap((row) => (topK ? topOf(row, topK) : row))
    .filter(({ column }) => classId === undefined || column === classId);
  const limits = [thresholds ?? (topK ? -1e10 : 0.5)].flat();
  return limits.map((limit) => figure(outcomesAt(pairs, limit)));
}

function area(pairs: readonly Pair[], options: ScoreOptions): number {
  const { numThresholds = 200, curve = 'ROC', summationMethod = 'interpolation' } = options;
  const points = Array.from({ length: numThresholds }, (_, i) => {
    const last = i === numThresholds - 1;
    return outcomesAt(pairs, i === 0 ? -epsilon : last ? 1 + epsilon : i / (numThresholds - 1));
  });
  const recall = points.map(({ tp, fn }) => ratio(tp, tp + fn));
  const alarms = points.map(({ fp, tn }) => ratio(fp, fp + tn));
  const precision = points.map(({ tp, fp }) => ratio(tp, tp + fp));
  const [x, y] = curve === 'ROC' ? [alarms, recall] : [recall, precision];
  return sum(
    points.slice(1).map((b, k) => {
      const a = points[k];
      if (curve === 'PR' && summationMethod === 'interpolation') {
        const [before, behind] = [a.tp + a.fp, b.tp + b.fp];
        const slope = ratio(a.tp - b.tp, before - behind);
        const growth = before > 0 && behind > 0 ? before / behind : 1;
        const rest = (b.tp - slope * behind) * Math.log(growth);
        return ratio(slope * (a.tp - b.tp + rest), b.tp + b.fn);
      }
      const height = { interpolation: (y[k] + y[k + 1]) / 2, minoring: Math.min(y[k], y[k + 1]), majoring: Math.max(y[k], y[k + 1]) }; // biome-ignore format: a table
      return (x[k] - x[k + 1]) * height[summationMethod];
    }),
  );
}

function columns(rows: Pair[][]): Pair[][] {
  return rows[0].map((_, column) => rows.map((row) => row[column]));
}

function fScores(rows: Pair[][], { beta = 1, threshold, average = 'macro' }: ScoreOptions): number[] {
  const guessed = rows.map((row) => {
    const largest = Math.max(...row.map(({ p }) => p));
    return row.map((pair) => {
      const yes = threshold === undefined ? pair.p >= largest && Math.abs(pair.p) > 1e-9 : pair.p > threshold;
      return { ...pair, p: Number(yes) };
    });
  });
  const groups = average === 'micro' ? [guessed.flat()] : columns(guessed);
  const scores = groups.map((pairs) => {
    const { tp, fp, fn } = outcomesAt(pairs, 0.5);
    const [precision, recall] = [tp / (tp + fp + epsilon), tp / (tp + fn + epsilon)];
    return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall + epsilon);
  });
  if (average === null) return scores;
  if (average !== 'weighted') return [mean(scores)];
  const labelled = groups.map((pairs) => sum(pairs.map(({ label, weight }) => label * weight)));
  return [sum(scores.map((score, k) => (score * labelled[k]) / (sum(labelled) + epsilon)))];
}

function r2(rows: Pair[][], { classAggregation = 'uniformAverage' }: ScoreOptions): number[] {
  const outputs = columns(rows).map((pairs) => {
    const weight = sum(pairs.map((pair) => pair.weight));
    const centre = sum(pairs.map((pair) => pair.weight * pair.label)) / weight;
    const spread = sum(pairs.map((pair) => pair.weight * (pair.label - centre) ** 2));
    const residual = sum(pairs.map((pair) => pair.weight * (pair.label - pair.p) ** 2));
    return { spread, score: spread === 0 ? 0 : 1 - residual / spread };
  });
  if (classAggregation === null) return outputs.map(({ score }) => score);
  if (classAggregation === 'uniformAverage') return [mean(outputs.map(({ score }) => score))];
  const total = sum(outputs.map(({ spread }) => spread));
  return [sum(outputs.map(({ spread, score }) => spread * score)) / total];
}

/** The figure, or figures where there are several thresholds, classes or outputs. */
export function score(
  name: ScoreName,
  yTrue: NdArray,
  yPred: NdArray,
  options: ScoreOptions = {},
  weights: ArrayLike<number> | null = null,
): number[] {
  const rows = pairsOf(yTrue, yPred, weights);
  switch (name) {
    case 'truePositives':
      return perThreshold(rows, options, ({ tp }) => tp);
    case 'falsePositives':
      return perThreshold(rows, options, ({ fp }) => fp);
    case 'trueNegatives':
      return perThreshold(rows, options, ({ tn }) => tn);
    case 'falseNegatives':
      return perThreshold(rows, options, ({ fn }) => fn);
    case 'precision':
      return perThreshold(rows, options, ({ tp, fp }) => ratio(tp, tp + fp));
    case 'recall':
      return perThreshold(rows, options, ({ tp, fn }) => ratio(tp, tp + fn));
    case 'auc': {
      const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
      const pairs = rows.map((row) =>
        row.map((pair) => ({ ...pair, p: options.fromLogits ? sigmoid(pair.p) : pair.p })),
      );
      const groups = options.multiLabel ? columns(pairs) : [pairs.flat()];
      return [mean(groups.map((group) => area(group, options)))];
    }
    case 'f1Score':
    case 'fBetaScore':
      return fScores(rows, options);
    case 'r2Score':
      return r2(rows, options);
  }
}
