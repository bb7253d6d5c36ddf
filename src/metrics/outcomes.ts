import { ArgumentError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { alike } from '../losses/loss.ts';
import { full } from '../ops/creation.ts';
import { oneHot } from '../ops/one-hot.ts';
import { stack } from '../ops/stack.ts';
import { weighed } from './sums.ts';

export interface ThresholdOptions {
  /**
   * Predictions above it count as yes. Default 0.5, or none at all with `topK`. A list gives one figure
   * for each, which `accumulate` can report, but not `fit`.
   */
  readonly thresholds?: number | readonly number[];
}

export interface OutcomeOptions extends ThresholdOptions {
  /** Only the k largest predictions of a row count as yes. Default: all. */
  readonly topK?: number;
  /** The only column of labels and predictions that counts. Default: all do. */
  readonly classId?: number;
}

/** Weights of labels by what was predicted for them. */
export interface Outcomes {
  readonly truePositives: Tensor;
  readonly falsePositives: Tensor;
  readonly trueNegatives: Tensor;
  readonly falseNegatives: Tensor;
}

/** A prediction that no threshold lets pass, or, as a threshold, that lets all others pass. */
const NEVER = -1e10;

/**
 * How labels and predictions meet.
 *
 * @returns a function that gives the outcomes of a batch, each [one per threshold]
 */
export function outcomesOf(
  call: string,
  { thresholds, topK, classId }: OutcomeOptions,
): (yTrue: Tensor, yPred: Tensor, weights: Tensor | null) => Outcomes {
  const limits = thresholds === undefined ? [topK ? NEVER : 0.5] : [thresholds].flat();
  if (thresholds !== undefined && !(limits.length > 0 && limits.every((limit) => limit >= 0 && limit <= 1))) {
    throw new ArgumentError(`${call}: thresholds must be numbers from 0 to 1, got ${String(thresholds)}.`);
  }
  const column = (x: Tensor): Tensor => (classId === undefined ? x : x.take([classId], -1));
  return (yTrue, yPred, weights) => {
    const labels = column(alike(call, yTrue, yPred));
    const p = column(topK ? keepLargest(yPred, topK) : yPred).expandDims(-1);
    const above = p.greater(limits.length === 1 ? limits[0] : stack(limits.map((limit) => full([], limit))));
    return tally(labels, above, weights, [...labels.shape.keys()]);
  };
}

/** Sums over axes of the labels. `predicted` has one axis more than they have, for the thresholds. */
export function tally(
  labels: Tensor,
  predicted: Tensor,
  weights: Tensor | null,
  axes: readonly number[],
): Outcomes {
  const weight = (of: Tensor): Tensor => weighed(of.cast('float32'), weights).expandDims(-1);
  const [yes, no] = [weight(labels.notEqual(0)), weight(labels.equal(0))];
  const others = predicted.logicalNot();
  return {
    truePositives: yes.where(predicted, 0).sum(axes),
    falsePositives: no.where(predicted, 0).sum(axes),
    trueNegatives: no.where(others, 0).sum(axes),
    falseNegatives: yes.where(others, 0).sum(axes),
  };
}

const keepLargest = (p: Tensor, k: number): Tensor =>
  p.where(oneHot(p.topK(k).indices, p.shape[p.rank - 1], 'bool').any(-2), NEVER);

/** The figure of a single threshold as a scalar, those of several as they are. */
export const single = (x: Tensor): Tensor => (x.size === 1 ? x.reshape([]) : x);
