/**
 * Keras 3's losses in float64; the gradients are derived by hand for those that the reference models
 * train with, and are differences for the others.
 * Source: keras/src/losses/losses.py, losses/loss.py and the cross-entropies of backend/jax/nn.py.
 */

import { fromFlat, type NdArray, reshape, sizeOf, transpose } from './array.ts';
import { logSoftmax, softmax } from './ops.ts';

export type LossName =
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanSquaredLogarithmicError'
  | 'huber'
  | 'logCosh'
  | 'poisson'
  | 'klDivergence'
  | 'hinge'
  | 'squaredHinge'
  | 'categoricalHinge'
  | 'cosineSimilarity'
  | 'binaryFocalCrossentropy'
  | 'categoricalFocalCrossentropy'
  | 'binaryCrossentropy'
  | 'categoricalCrossentropy'
  | 'sparseCategoricalCrossentropy';

export interface LossOptions {
  /** The predictions are scores before sigmoid or softmax; false by default. */
  fromLogits?: boolean;
  /** How far labels are moved towards the uniform distribution; 0 by default. */
  labelSmoothing?: number;
  /** Of huber; 1 by default. */
  delta?: number;
  /** Of the focal losses; 0.25 by default. */
  alpha?: number;
  /** Of the focal losses; 2 by default. */
  gamma?: number;
  /** Of binaryFocalCrossentropy; false by default. */
  applyClassBalancing?: boolean;
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

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, x) => total + x, 0);

/** A function of a row of labels and a row of outputs, differentiated by central differences. */
function differenced(value: (t: Float64Array, p: Float64Array) => number): RowLoss {
  return (t, p) => ({
    value: value(t, p),
    slope: Array.from(p, (x, i) => {
      const h = 1e-6 * Math.max(Math.abs(x), 1e-3);
      const [above, below] = [x + h, x - h].map((moved) => value(t, p.with(i, moved)));
      return (above - below) / (2 * h);
    }),
  });
}

/** As `differenced`, of the mean over the row. */
const differencedMean = (value: (t: number, p: number) => number): RowLoss =>
  differenced((target, output) => sum(output.map((p, i) => value(target[i], p))) / output.length);

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const atLeastEpsilon = (x: number): number => Math.max(x, epsilon);
const toUnitInterval = (x: number): number => Math.min(Math.max(x, epsilon), 1);
const unit = (x: Float64Array): Float64Array => {
  const length = Math.max(Math.hypot(...x), epsilon);
  return x.map((value) => value / length);
};

const logOfCosh = (x: number): number => Math.abs(x) + Math.log1p(Math.expm1(-2 * Math.abs(x)) / 2);

function focal({ fromLogits, alpha = 0.25, gamma = 2, applyClassBalancing }: LossOptions): RowLoss {
  return differencedMean((t, output) => {
    const [p, q] = fromLogits ? [sigmoid(output), sigmoid(-output)] : [output, 1 - output];
    const crossentropy = -t * Math.log(clipped(p)) - (1 - t) * Math.log(clipped(q));
    const weight = applyClassBalancing ? t * alpha + (1 - t) * (1 - alpha) : 1;
    return weight * (t * q + (1 - t) * p) ** gamma * crossentropy;
  });
}

function categoricalFocal({ fromLogits, alpha = 0.25, gamma = 2 }: LossOptions): RowLoss {
  return differenced((target, output) => {
    const total = sum(output);
    const p = fromLogits ? softmax(fromFlat(output, [output.length])).data : output.map((x) => x / total);
    const parts = p.map(clipped).map((x, i) => -alpha * (1 - x) ** gamma * target[i] * Math.log(x));
    return sum(parts);
  });
}

const rowLosses: Record<LossName, (options: LossOptions) => RowLoss> = {
  meanAbsolutePercentageError: () =>
    differencedMean((t, p) => (100 * Math.abs(t - p)) / atLeastEpsilon(Math.abs(t))),
  meanSquaredLogarithmicError: () =>
    differencedMean((t, p) => (Math.log1p(atLeastEpsilon(p)) - Math.log1p(atLeastEpsilon(t))) ** 2),
  huber: ({ delta = 1 }) =>
    differencedMean((t, p) => {
      const error = Math.abs(t - p);
      return error <= delta ? error ** 2 / 2 : delta * error - delta ** 2 / 2;
    }),
  logCosh: () => differencedMean((t, p) => logOfCosh(p - t)),
  poisson: () => differencedMean((t, p) => p - t * Math.log(p + epsilon)),
  klDivergence: () =>
    differenced((target, output) =>
      sum(target.map(toUnitInterval).map((t, i) => t * Math.log(t / toUnitInterval(output[i])))),
    ),
  hinge: () => differencedMean((t, p) => Math.max(1 - t * p, 0)),
  squaredHinge: () => differencedMean((t, p) => Math.max(1 - t * p, 0) ** 2),
  categoricalHinge: () =>
    differenced((target, output) => {
      const wrong = Math.max(...output.map((p, i) => (1 - target[i]) * p));
      return Math.max(wrong - sum(output.map((p, i) => target[i] * p)) + 1, 0);
    }),
  cosineSimilarity: () =>
    differenced((target, output) => {
      const [t, p] = [unit(target), unit(output)];
      return -sum(t.map((x, i) => x * p[i]));
    }),
  binaryFocalCrossentropy: focal,
  categoricalFocalCrossentropy: categoricalFocal,
  meanSquaredError: () => rowMean((t, p) => [(t - p) ** 2, 2 * (p - t)]),
  meanAbsoluteError: () => rowMean((t, p) => [Math.abs(t - p), Math.sign(p - t)]),
  binaryCrossentropy: ({ fromLogits }) => rowMean(fromLogits ? binaryFromLogit : binaryFromProbability),
  categoricalCrossentropy: ({ fromLogits }) =>
    fromLogits ? categoricalFromLogits : categoricalFromProbabilities,
  sparseCategoricalCrossentropy: ({ fromLogits }) =>
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

/** What Keras does with the labels before it compares them: -1 and 1 for the hinge losses, smoothing. */
function prepared(name: LossName, labels: Float64Array, width: number, smoothing: number): Float64Array {
  if (name === 'hinge' || name === 'squaredHinge') {
    return labels.every((t) => t === 0 || t === 1) ? labels.map((t) => 2 * t - 1) : labels;
  }
  const classes = name.startsWith('binary') ? 2 : width;
  return smoothing > 0 ? labels.map((t) => t * (1 - smoothing) + smoothing / classes) : labels;
}

function evaluateRows(name: LossName, yTrue: NdArray, yPred: NdArray, options: LossOptions) {
  const width = yPred.shape.at(-1) ?? 1;
  const rowLoss = rowLosses[name](options);
  const sparse = name === 'sparseCategoricalCrossentropy';
  const labels = sparse ? oneHotRows(yTrue, width) : matchRank(yTrue, yPred).data;
  const targets = prepared(name, labels, width, options.labelSmoothing ?? 0);
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
  options: LossOptions = {},
): NdArray {
  const values = evaluateRows(name, yTrue, yPred, options).map((row) => row.value);
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
  const rows = evaluateRows(name, yTrue, yPred, options);
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

/** Keras's OrthogonalRegularizer: the mean of |cos| over all pairs of rows, times a factor. */
export function angularPenalty(weights: NdArray, factor: number, mode: 'rows' | 'columns'): number {
  const [n, length] = mode === 'rows' ? weights.shape : [...weights.shape].reverse();
  const { data } = mode === 'rows' ? weights : transpose(weights);
  const vectors = Array.from({ length: n }, (_, i) => unit(data.slice(i * length, (i + 1) * length)));
  const pairs = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => sum(a.map((x, k) => x * b[k]))));
  return (factor * sum(pairs.map(Math.abs))) / pairs.length;
}
