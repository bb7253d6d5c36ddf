/**
 * Keras 3's losses in float64, with gradients derived by hand.
 * Source: keras/src/losses/losses.py, losses/loss.py and the cross-entropies of backend/jax/nn.py.
 */

import { fromFlat, type NdArray, reshape, sizeOf } from './array.ts';
import { logSoftmax, softmax } from './ops.ts';

export type LossName =
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'binaryCrossentropy'
  | 'categoricalCrossentropy'
  | 'sparseCategoricalCrossentropy';

export interface LossOptions {
  /** The predictions are scores before sigmoid or softmax; false by default. */
  fromLogits?: boolean;
  /** One weight per sample. The sum is still divided by the number of samples, not by the weights. */
  sampleWeight?: ArrayLike<number>;
}

/** keras.config.epsilon(): probabilities are clipped to [epsilon, 1 - epsilon] before the logarithm. */
export const epsilon = 1e-7;

/** Keras squeezes or expands the last axis when the ranks differ by one. */
export function matchRank(yTrue: NdArray, yPred: NdArray): NdArray {
  if (yTrue.shape.length + 1 === yPred.shape.length && yPred.shape.at(-1) === 1) {
    return reshape(yTrue, [...yTrue.shape, 1]);
  }
  if (yTrue.shape.length === yPred.shape.length + 1 && yTrue.shape.at(-1) === 1) {
    return reshape(yTrue, yTrue.shape.slice(0, -1));
  }
  return yTrue;
}

/** The loss of one row of predictions and its derivative with respect to each of them. */
type RowLoss = (target: Float64Array, output: Float64Array) => { value: number; slope: number[] };

/** A mean over the row of a function of one target and one output. */
function rowMean(f: (t: number, p: number) => [value: number, slope: number]): RowLoss {
  return (target, output) => {
    const parts = Array.from(output, (p, i) => f(target[i], p));
    return {
      value: parts.reduce((sum, [value]) => sum + value, 0) / parts.length,
      slope: parts.map(([, slope]) => slope / parts.length),
    };
  };
}

const clipped = (p: number): number => Math.min(Math.max(p, epsilon), 1 - epsilon);
const inside = (p: number): boolean => p > epsilon && p < 1 - epsilon;
const logSigmoid = (z: number): number => Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));

function binaryFromProbability(t: number, p: number): [number, number] {
  const q = clipped(p);
  const value = -(t * Math.log(q) + (1 - t) * Math.log(1 - q));
  return [value, inside(p) ? (1 - t) / (1 - q) - t / q : 0];
}

function binaryFromLogit(t: number, z: number): [number, number] {
  return [-t * logSigmoid(z) - (1 - t) * logSigmoid(-z), 1 / (1 + Math.exp(-z)) - t];
}

/** Probabilities are first divided by their sum, then clipped: a sum other than 1 is repaired. */
const categoricalFromProbabilities: RowLoss = (target, output) => {
  const total = output.reduce((sum, p) => sum + p, 0);
  const q = output.map((p) => p / total);
  const slopes = q.map((p, i) => (inside(p) ? -target[i] / p : 0));
  const along = slopes.reduce((sum, s, i) => sum + s * q[i], 0);
  return {
    value: -q.reduce((sum, p, i) => sum + target[i] * Math.log(clipped(p)), 0),
    slope: Array.from(slopes, (s) => (s - along) / total),
  };
};

const categoricalFromLogits: RowLoss = (target, output) => {
  const z = fromFlat(output, [output.length]);
  const logP = logSoftmax(z).data;
  const p = softmax(z).data;
  const weight = target.reduce((sum, t) => sum + t, 0);
  return {
    value: -target.reduce((sum, t, i) => sum + t * logP[i], 0),
    slope: Array.from(p, (probability, i) => weight * probability - target[i]),
  };
};

const rowLosses: Record<LossName, (fromLogits: boolean) => RowLoss> = {
  meanSquaredError: () => rowMean((t, p) => [(t - p) ** 2, 2 * (p - t)]),
  meanAbsoluteError: () => rowMean((t, p) => [Math.abs(t - p), Math.sign(p - t)]),
  binaryCrossentropy: (fromLogits) => rowMean(fromLogits ? binaryFromLogit : binaryFromProbability),
  categoricalCrossentropy: (fromLogits) =>
    fromLogits ? categoricalFromLogits : categoricalFromProbabilities,
  sparseCategoricalCrossentropy: (fromLogits) =>
    fromLogits ? categoricalFromLogits : categoricalFromProbabilities,
};

/** Class numbers of shape [n] or [n, 1] as rows with a single 1. */
function oneHotRows(labels: NdArray, classes: number): Float64Array {
  const out = new Float64Array(labels.data.length * classes);
  labels.data.forEach((label, row) => {
    out[row * classes + label] = 1;
  });
  return out;
}

function evaluateRows(name: LossName, yTrue: NdArray, yPred: NdArray, fromLogits: boolean) {
  const width = yPred.shape.at(-1) ?? 1;
  const rowLoss = rowLosses[name](fromLogits);
  const sparse = name === 'sparseCategoricalCrossentropy';
  const targets = sparse ? oneHotRows(yTrue, width) : matchRank(yTrue, yPred).data;
  if (targets.length !== yPred.data.length) {
    throw new Error(`${name}: yTrue [${yTrue.shape}] does not fit yPred [${yPred.shape}]`);
  }
  return Array.from({ length: yPred.data.length / width }, (_, row) => {
    const range = [row * width, (row + 1) * width] as const;
    return rowLoss(targets.subarray(...range), yPred.data.subarray(...range));
  });
}

/** One loss per row of the last axis, before any weight: what the Keras function returns. */
export function lossValues(
  name: LossName,
  yTrue: NdArray,
  yPred: NdArray,
  { fromLogits = false }: LossOptions = {},
): NdArray {
  const values = evaluateRows(name, yTrue, yPred, fromLogits).map((row) => row.value);
  return fromFlat(values, yPred.shape.slice(0, -1));
}

/** The factor of each row in the batch loss (reduction sum_over_batch_size). */
function rowFactors(count: number, sampleWeight: ArrayLike<number> | undefined): number[] {
  const perSample = sampleWeight ? count / sampleWeight.length : count;
  return Array.from({ length: count }, (_, row) =>
    sampleWeight ? sampleWeight[Math.floor(row / perSample)] / count : 1 / count,
  );
}

/** The loss of the batch. */
export function loss(name: LossName, yTrue: NdArray, yPred: NdArray, options: LossOptions = {}): number {
  const values = lossValues(name, yTrue, yPred, options).data;
  const factors = rowFactors(values.length, options.sampleWeight);
  return values.reduce((sum, value, row) => sum + value * factors[row], 0);
}

/** The derivative of the batch loss with respect to the predictions. */
export function lossGradient(
  name: LossName,
  yTrue: NdArray,
  yPred: NdArray,
  options: LossOptions = {},
): NdArray {
  const rows = evaluateRows(name, yTrue, yPred, options.fromLogits ?? false);
  const factors = rowFactors(rows.length, options.sampleWeight);
  return fromFlat(
    rows.flatMap(({ slope }, row) => slope.map((s) => s * factors[row])),
    yPred.shape,
  );
}

/** One weight per sample from a weight per class; a class without an entry weighs 1. */
export function classWeights(yTrue: NdArray, classWeight: Readonly<Record<number, number>>): Float64Array {
  const width = sizeOf(yTrue.shape.slice(1));
  return new Float64Array(yTrue.shape[0]).map((_, row) => {
    const values = yTrue.data.subarray(row * width, (row + 1) * width);
    const label = width > 1 ? values.indexOf(Math.max(...values)) : Math.round(values[0]);
    return classWeight[label] ?? 1;
  });
}

/** The penalty of a kernel or bias: l1 * sum(|w|) + l2 * sum(w * w). */
export interface Regularizer {
  readonly l1?: number;
  readonly l2?: number;
}

export function penalty({ l1 = 0, l2 = 0 }: Regularizer, weights: NdArray): number {
  return weights.data.reduce((sum, w) => sum + l1 * Math.abs(w) + l2 * w * w, 0);
}

export function penaltyGradient({ l1 = 0, l2 = 0 }: Regularizer, weights: NdArray): NdArray {
  return { shape: weights.shape, data: weights.data.map((w) => l1 * Math.sign(w) + 2 * l2 * w) };
}
