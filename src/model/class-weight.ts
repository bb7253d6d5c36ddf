import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { Dataset } from './dataset.ts';

/**
 * The data set with each row weighed by its class (1 for classes that are not listed), times the
 * row's own weight. Only training data is weighed so, as in Keras: split before.
 */
export function weighClasses(
  call: string,
  data: Dataset,
  classWeight: Readonly<Record<number, number>>,
): Dataset {
  if (data.y.length > 1) {
    throw new ArgumentError(
      `${call}: classWeight works for models with one output; this one has ${data.y.length}. Use sampleWeight.`,
    );
  }
  const [y] = data.y;
  const [own] = data.weights;
  const n = y.shape[0];
  const width = y.data.length / n;
  if (y.shape.length > 2) {
    throw new ArgumentError(
      `${call}: classWeight needs one label per row, got y of shape ${shapeText(y.shape)}.`,
    );
  }
  for (const [key, value] of Object.entries(classWeight)) {
    if (!Number.isInteger(Number(key)) || !Number.isFinite(value)) {
      throw new ArgumentError(
        `${call}: classWeight must map class numbers to numbers, got ${key}: ${String(value)}.`,
      );
    }
  }
  const weights = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    const label =
      width === 1 ? Math.round(y.data[row]) : largest(y.data.subarray(row * width, (row + 1) * width));
    weights[row] = (classWeight[label] ?? 1) * (own ? own.data[row] : 1);
  }
  return { ...data, weights: [{ data: weights, shape: [n] }] };
}

function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
