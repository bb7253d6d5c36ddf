import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { alike } from '../losses/loss.ts';
import type { MetricOptions, SumMetric } from './metric.ts';
import { weighed } from './sums.ts';

export interface F1Options extends MetricOptions {
  /**
   * How the classes' scores become one: 'macro' (default), their mean; 'weighted', that by the weight of
   * each class; 'micro', the score of all predictions together. null gives one score per class, as
   * Keras does by default: for `accumulate` only, since `fit` reports numbers.
   */
  readonly average?: 'macro' | 'micro' | 'weighted' | null;
  /** Predictions above it count as yes. Default: the largest of each row, if it is not 0. */
  readonly threshold?: number;
}

export interface FBetaOptions extends F1Options {
  /** How many times as important recall is as precision. Default 1. */
  readonly beta?: number;
}

/** Keras adds it to divisors. */
const EPSILON = 1e-7;
/** Up to this size a largest prediction is none. */
const NOTHING = 1e-9;

/** Weighted harmonic mean of precision and recall, for labels that are rows of 0 and 1, [rows, classes]. */
export function fBetaScore({
  average = 'macro',
  beta = 1,
  threshold,
  name = 'fBetaScore',
}: FBetaOptions = {}): SumMetric {
  const call = 'metrics.fBetaScore';
  if (!(beta > 0)) throw new ArgumentError(`${call}: beta must be a positive number, got ${beta}.`);
  const combine = average === null ? null : lookUp(call, 'average', average, AVERAGES);
  return {
    name,
    update(yTrue, yPred, weights) {
      const y = alike(call, yTrue, yPred);
      const guess = yes(yPred, threshold).cast('float32');
      const total = (x: Tensor): Tensor => weighed(x, weights).sum(average === 'micro' ? undefined : 0);
      return { right: total(guess.mul(y)), guessed: total(guess), labelled: total(y) };
    },
    result({ right, guessed, labelled }) {
      const precision = right.div(guessed.add(EPSILON));
      const recall = right.div(labelled.add(EPSILON));
      const sum = precision
        .mul(beta ** 2)
        .add(recall)
        .add(EPSILON);
      const scores = precision
        .mul(recall)
        .div(sum)
        .mul(1 + beta ** 2);
      return combine ? combine(scores, labelled) : scores;
    },
  };
}

const mean = (scores: Tensor): Tensor => scores.mean();
const AVERAGES: Readonly<Record<string, (scores: Tensor, labelled: Tensor) => Tensor>> = {
  macro: mean,
  micro: mean,
  weighted: (scores, labelled) => scores.mul(labelled.div(labelled.sum().add(EPSILON))).sum(),
};

function yes(p: Tensor, threshold: number | undefined): Tensor {
  if (threshold !== undefined) return p.greater(threshold);
  return p.greaterEqual(p.max(-1, { keepDims: true })).logicalAnd(p.abs().greater(NOTHING));
}
