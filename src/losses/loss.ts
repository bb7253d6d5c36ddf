import type { Config, PartJson } from '../core/config.ts';
import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sameShape } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';

/** What the labels of a loss look like; decides how they are checked and stored. */
export type LabelKind =
  /** Whatever the loss makes of them: not checked. */
  | 'any'
  /** Numbers in the shape of the prediction. */
  | 'values'
  /** 0 to 1 in the shape of the prediction. */
  | 'probabilities'
  /** Probabilities over the last axis, such as one-hot rows. */
  | 'distributions'
  /** One class number instead of the prediction's last axis. */
  | 'classes';

/** A loss: one value per example, which `fit` averages over the batch. */
export interface Loss {
  readonly name: string;
  readonly labels: LabelKind;
  /** The options it was made with; own functions have none. */
  readonly config: Config;
  /** @returns the losses, in the shape of `yPred` without its last axis */
  call(yTrue: Tensor, yPred: Tensor): Tensor;
}

/** Any function of (yTrue, yPred) that gives values whose first axis is the batch may be a loss. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** A loss of labels in the shape of the predictions: `values` gives one per example. */
export function makeLoss(
  { name, labels = 'values', config = {} }: { name: string; labels?: LabelKind; config?: Config },
  values: (y: Tensor, p: Tensor) => Tensor,
): Loss {
  const call = (yTrue: Tensor, yPred: Tensor): Tensor => values(alike(`losses.${name}`, yTrue, yPred), yPred);
  return { name, labels, config, call };
}

/** What is accepted where a loss is expected: a name, JSON, a loss, what makes one, or a function of one's own. */
export type LossLike = string | PartJson | Loss | LossFunction | (() => Loss);

/** Keras's fuzz factor for probabilities. */
export const EPSILON = 1e-7;

/** float32 labels in the shape of the predictions: [n] and [n, 1] mean the same. */
export function alike(call: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const labels = yTrue.cast('float32');
  if (sameShape(labels.shape, yPred.shape)) return labels;
  if (fits(labels.shape, yPred.shape)) return labels.reshape(yPred.shape);
  throw new ShapeError(
    `${call}: yTrue has shape ${shapeText(yTrue.shape)}, yPred has ${shapeText(yPred.shape)}. ` +
      'Both must have the same shape.',
  );
}

/** The mean over the last axis, [n, k] -> [n]; a single output is its own mean and costs no reduction. */
export const meanOfLast = (x: Tensor): Tensor => (x.shape[x.rank - 1] === 1 ? x.squeeze(-1) : x.mean(-1));

/** int32 class numbers in the shape of the predictions without the last axis. */
export function classNumbers(call: string, yTrue: Tensor, yPred: Tensor): Tensor {
  const rows = yPred.shape.slice(0, -1);
  if (sameShape(yTrue.shape, rows)) return yTrue.cast('int32');
  if (sameShape(yTrue.shape, [...rows, 1])) return yTrue.cast('int32').reshape(rows);
  throw new ShapeError(
    `${call}: expected class numbers of shape ${shapeText(rows)} for predictions of shape ` +
      `${shapeText(yPred.shape)}, got ${shapeText(yTrue.shape)}. Use categoricalCrossentropy for one-hot labels.`,
  );
}

/** True where labels of shape `a` can stand for predictions of shape `b`: equal up to a last axis of 1. */
export const fits = (a: Shape, b: Shape): boolean =>
  sameShape(a, b) || sameShape([...a, 1], b) || sameShape(a, [...b, 1]);

/** Moves labels towards the uniform distribution over so many classes, as far as `labelSmoothing` says. */
export const smooth = (y: Tensor, labelSmoothing: number, classes: number): Tensor =>
  labelSmoothing > 0 ? y.mul(1 - labelSmoothing).add(labelSmoothing / classes) : y;

/** Refuses an option that is not a number from `low` to `high`. */
export function checkNumber(
  call: string,
  options: Readonly<Record<string, number>>,
  low = 0,
  high = Number.POSITIVE_INFINITY,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (Number.isFinite(value) && value >= low && value <= high) continue;
    const range = Number.isFinite(high) ? `from ${low} to ${high}` : `of at least ${low}`;
    throw new ArgumentError(`losses.${call}: ${name} must be a number ${range}, got ${value}.`);
  }
}

export interface CrossentropyOptions {
  /** Predictions are logits, not probabilities. Default false. */
  readonly fromLogits?: boolean;
}

export interface SmoothingOptions extends CrossentropyOptions {
  /** Moves labels this far towards the uniform distribution. Default 0. */
  readonly labelSmoothing?: number;
}
