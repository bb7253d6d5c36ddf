import { ArgumentError, DataError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { type Shape, sameShape, sizeOf } from '../core/shape.ts';
import { type HostArray, place } from '../data/host-array.ts';
import { fits, type Loss } from '../losses/loss.ts';
import { findFirst } from './host-data.ts';

export function requirePositiveInteger(call: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ArgumentError(`${call}: ${name} must be a positive integer, got ${String(value)}.`);
}

export function requireInitialEpoch(call: string, initialEpoch: number, epochs: number): void {
  if (Number.isInteger(initialEpoch) && initialEpoch >= 0 && initialEpoch <= epochs) return;
  throw new ArgumentError(
    `${call}: initialEpoch must be an integer from 0 to epochs (${epochs}), got ${String(initialEpoch)}.`,
  );
}

/** There must be examples. */
export function requireRows(call: string, name: string, { shape }: HostArray): void {
  if (shape.length > 0 && shape[0] > 0) return;
  throw new DataError(
    `${call}: ${name} has no rows (its shape is ${shapeText(shape)}). Pass at least one example.`,
  );
}

/** Two arrays must have one row per example. */
export function requireAsManyRows(
  call: string,
  [name, array]: readonly [string, HostArray],
  [otherName, other]: readonly [string, HostArray],
): void {
  const [rows, others = 0] = [array.shape[0], other.shape[0]];
  if (rows === others) return;
  throw new ShapeError(
    `${call}: ${name} has ${rows} rows and ${otherName} has ${others}. Both need one row per example.`,
  );
}

/**
 * x in the shape that the model was built for. As in Keras a last axis of 1 may be missing or too many.
 * @throws ShapeError when its examples have another shape
 */
export function asExamples(call: string, x: HostArray, expected: Shape, name = 'x'): HostArray {
  const got = x.shape.slice(1);
  if (fits(got, expected)) return { data: x.data, shape: [x.shape[0], ...expected] };
  const remedy =
    sizeOf(got) === sizeOf(expected)
      ? `Reshape ${name} to ${shapeText([x.shape[0], ...expected])}.`
      : `Pass ${name} of shape [rows, ${expected.join(', ')}], or change the first layer's inputShape.`;
  throw new ShapeError(
    `${call}: the model expects examples of shape ${shapeText(expected)}, ` +
      `but ${name} of shape ${shapeText(x.shape)} has examples of shape ${shapeText(got)}. ${remedy}`,
  );
}

/** The labels must have a shape and values that the loss can work with. */
export async function requireLabels(
  call: string,
  y: HostArray,
  output: Shape,
  loss: Loss,
  name = 'y',
): Promise<void> {
  const labels = y.shape.slice(1);
  if (loss.labels === 'classes') {
    await requireClasses(call, y, output, loss, name);
    return;
  }
  if (loss.labels !== 'any' && !fits(labels, output)) {
    const remedy =
      loss.labels === 'distributions' && sizeOf(labels) === 1
        ? "For class numbers use the loss 'sparseCategoricalCrossentropy'."
        : `Pass ${name} of shape [rows, ${output.join(', ')}], or change the last layer's units.`;
    throw new ShapeError(
      `${call}: the model's output has shape ${shapeText(output)} per example, ` +
        `but ${name} of shape ${shapeText(y.shape)} has ${shapeText(labels)}. ${remedy}`,
    );
  }
  if (loss.labels === 'probabilities' || loss.labels === 'distributions') {
    await requireUnitInterval(call, y, loss, name);
  }
}

async function requireClasses(
  call: string,
  y: HostArray,
  output: Shape,
  loss: Loss,
  name: string,
): Promise<void> {
  const labels = y.shape.slice(1);
  const expected = output.slice(0, -1);
  if (!sameShape(labels, expected) && !sameShape(labels, [...expected, 1])) {
    throw new ShapeError(
      `${call}: ${loss.name} expects class numbers of shape ${shapeText([y.shape[0], ...expected])}, ` +
        `got ${name} of shape ${shapeText(y.shape)}. For one-hot labels use the loss 'categoricalCrossentropy'.`,
    );
  }
  const classes = output[output.length - 1];
  const bad = await findFirst(y.data, (label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (bad < 0) return;
  throw new DataError(
    `${call}: ${name} holds ${y.data[bad]} at ${place(bad, y.shape)}, but the model has ${classes} outputs, so labels must ` +
      `be integers from 0 to ${classes - 1}. Renumber the classes, or give the last layer more units.`,
  );
}

async function requireUnitInterval(call: string, y: HostArray, loss: Loss, name: string): Promise<void> {
  const bad = await findFirst(y.data, (label) => !(label >= 0 && label <= 1));
  if (bad < 0) return;
  throw new DataError(
    `${call}: ${name} holds ${y.data[bad]} at ${place(bad, y.shape)}, but ${loss.name} expects labels from 0 to 1. ` +
      'Rescale them, or use another loss.',
  );
}
