import { ArgumentError } from '../core/errors.ts';
import { lookUp } from '../core/names.ts';
import type { Tensor } from '../graph/tensor.ts';
import { alike } from '../losses/loss.ts';
import { arange } from '../ops/creation.ts';
import type { MetricOptions, SumMetric, Sums } from './metric.ts';
import { type Outcomes, tally } from './outcomes.ts';
import { ratio } from './sums.ts';

export interface AucOptions extends MetricOptions {
  /** Points of the curve: evenly spaced thresholds from 0 to 1. Default 200. */
  readonly numThresholds?: number;
  /** 'ROC' (default): recall over the share of false alarms; 'PR': precision over recall. */
  readonly curve?: 'ROC' | 'PR';
  /** How high the curve is between two points: 'interpolation' (default), the lower 'minoring', the higher 'majoring'. */
  readonly summationMethod?: 'interpolation' | 'minoring' | 'majoring';
  /** Each column has a curve of its own, and the mean of their areas is reported. Default false. */
  readonly multiLabel?: boolean;
  /** Predictions are logits, not probabilities. Default false. */
  readonly fromLogits?: boolean;
}

/** Area under a curve of binary classification, over thresholds. Source: Davis and Goadrich, ICML 2006; Keras: AUC. */
export function auc({
  numThresholds = 200,
  curve = 'ROC',
  summationMethod = 'interpolation',
  multiLabel = false,
  fromLogits = false,
  name = 'auc',
}: AucOptions = {}): SumMetric {
  const call = 'metrics.auc';
  if (!Number.isInteger(numThresholds) || numThresholds < 2) {
    throw new ArgumentError(`${call}: numThresholds must be an integer of at least 2, got ${numThresholds}.`);
  }
  const pointsOf = lookUp(call, 'curve', curve, CURVES);
  const heightOf = lookUp(call, 'summationMethod', summationMethod, HEIGHTS);
  const interpolatesPrecision = pointsOf === CURVES.PR && heightOf === HEIGHTS.interpolation;
  return {
    name,
    update(yTrue, yPred, weights) {
      const labels = alike(call, yTrue, yPred);
      const p = fromLogits ? yPred.sigmoid() : yPred.clip(0, 1);
      // The first threshold lies below 0: all are above it. The last lies above 1.
      const passed = p
        .mul(numThresholds - 1)
        .ceil()
        .maximum(1)
        .expandDims(-1);
      const above = passed.greater(arange(0, numThresholds, 1, 'float32'));
      return { ...tally(labels, above, weights, multiLabel ? [0] : [...labels.shape.keys()]) };
    },
    result(sums: Sums) {
      const outcomes = sums as Sums & Outcomes;
      if (interpolatesPrecision) return precisionArea(outcomes).sum(-1).mean();
      const [x, y] = pointsOf(outcomes);
      return fall(x)
        .mul(heightOf(...neighbours(y)))
        .sum(-1)
        .mean();
    },
  };
}

const CURVES: Readonly<Record<string, (outcomes: Outcomes) => [x: Tensor, y: Tensor]>> = {
  ROC: (o) => [
    ratio(o.falsePositives, o.falsePositives.add(o.trueNegatives)),
    ratio(o.truePositives, o.truePositives.add(o.falseNegatives)),
  ],
  PR: (o) => [
    ratio(o.truePositives, o.truePositives.add(o.falseNegatives)),
    ratio(o.truePositives, o.truePositives.add(o.falsePositives)),
  ],
};

const HEIGHTS: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>> = {
  interpolation: (a, b) => a.add(b).div(2),
  minoring: (a, b) => a.minimum(b),
  majoring: (a, b) => a.maximum(b),
};

/** Each value but the last along the last axis, and the one behind it. */
function neighbours(x: Tensor): [Tensor, Tensor] {
  const size = [...x.shape.slice(0, -1), x.shape[x.rank - 1] - 1];
  const start = size.map(() => 0);
  return [x.slice(start, size), x.slice(start.with(-1, 1), size)];
}

/** By how much values decrease from one threshold to the next. */
function fall(x: Tensor): Tensor {
  const [before, behind] = neighbours(x);
  return before.sub(behind);
}

/** Areas between thresholds where counts, not precisions, are interpolated: precision does not run along a line. */
function precisionArea({ truePositives, falsePositives, falseNegatives }: Outcomes): Tensor {
  const positives = truePositives.add(falsePositives);
  const [before, behind] = neighbours(positives);
  const slope = ratio(fall(truePositives), fall(positives));
  const intercept = neighbours(truePositives)[1].sub(slope.mul(behind));
  const isOpen = before.greater(0).logicalAnd(behind.greater(0));
  const growth = before.div(behind.where(isOpen, 1)).where(isOpen, 1);
  const area = slope.mul(fall(truePositives).add(intercept.mul(growth.log())));
  return ratio(area, neighbours(truePositives.add(falseNegatives))[1]);
}
