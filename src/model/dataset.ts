import { ArgumentError, ShapeError, shapeText } from '../core/errors.ts';
import { type Shape, sizeOf } from '../core/shape.ts';
import type { Loss } from '../losses/loss.ts';
import { checkFinite, type HostArray, rows, toFloat32, toHost } from './host-data.ts';
import type { Data } from './types.ts';
import { asExamples, requireLabels, requireRows } from './validate.ts';

/** Examples with labels and weights on the CPU, checked, in the types that the GPU gets. */
export interface Dataset {
  readonly rows: number;
  readonly x: HostArray<Float32Array>;
  /** Class numbers as int32, other labels as float32. */
  readonly y: HostArray<Float32Array | Int32Array>;
  readonly weights: HostArray<Float32Array> | null;
}

export interface DatasetRequest {
  /** 'model.fit', for messages. */
  readonly call: string;
  /** How the arguments are called in messages; default 'x' and 'y'. */
  readonly x: Data;
  readonly y: Data;
  readonly sampleWeight?: Data | null;
  readonly loss: Loss;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
}

/** Reads and checks everything before the GPU sees any of it. */
export async function readDataset(request: DatasetRequest): Promise<Dataset> {
  const { call, loss, inputShape, outputShape } = request;
  const y = await toHost(call, 'y', request.y);
  const given = await toHost(call, 'x', request.x);
  requireRows(call, given, y, 'y');
  const x = asExamples(call, given, inputShape);
  await checkFinite(call, 'x', x);
  await checkFinite(call, 'y', y);
  await requireLabels(call, y, outputShape, loss);
  const weights = request.sampleWeight ? await readWeights(call, request.sampleWeight, x) : null;
  return {
    rows: x.shape[0],
    x: await toFloat32(x),
    y: loss.labels === 'classes' ? { data: Int32Array.from(y.data), shape: y.shape } : await toFloat32(y),
    weights,
  };
}

async function readWeights(call: string, value: Data, x: HostArray): Promise<HostArray<Float32Array>> {
  const weights = await toHost(call, 'sampleWeight', value);
  requireRows(call, x, weights, 'sampleWeight');
  if (sizeOf(weights.shape) !== x.shape[0]) {
    throw new ShapeError(
      `${call}: sampleWeight must have one number per row, [${x.shape[0]}]; got shape ${shapeText(weights.shape)}.`,
    );
  }
  await checkFinite(call, 'sampleWeight', weights);
  return { data: (await toFloat32(weights)).data, shape: [x.shape[0]] };
}

/**
 * The data set with each row weighed by its class (1 for classes that are not listed), times the
 * row's own weight. Only training data is weighed so, as in Keras: split before.
 */
export function weighClasses(
  call: string,
  data: Dataset,
  classWeight: Readonly<Record<number, number>>,
): Dataset {
  const { y, weights: own } = data;
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
  return { ...data, weights: { data: weights, shape: [n] } };
}

function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The last rows become validation data, before any shuffling, as in Keras. */
export function splitDataset(
  call: string,
  data: Dataset,
  share: number,
): [train: Dataset, validation: Dataset] {
  if (!(share > 0 && share < 1)) {
    throw new ArgumentError(
      `${call}: validationSplit must be a number between 0 and 1, got ${String(share)}.`,
    );
  }
  const at = Math.floor(data.rows * (1 - share));
  if (at === 0 || at === data.rows) {
    throw new ArgumentError(
      `${call}: validationSplit ${share} of ${data.rows} rows leaves ${at} rows to train on and ` +
        `${data.rows - at} to validate on. Both need at least one.`,
    );
  }
  return [section(data, 0, at), section(data, at, data.rows)];
}

function section({ x, y, weights }: Dataset, begin: number, end: number): Dataset {
  return {
    rows: end - begin,
    x: rows(x, begin, end),
    y: rows(y, begin, end),
    weights: weights && rows(weights, begin, end),
  };
}
