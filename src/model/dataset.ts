import type { Shape } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { fits, type Loss } from '../losses/loss.ts';
import { checkFinite, toFloat32, toHost } from './host-data.ts';
import { dataPerName } from './per-name.ts';
import type { Data, DataOf } from './types.ts';
import { asExamples, requireAsManyRows, requireLabels, requireRows } from './validate.ts';

/** Examples with labels and weights on the CPU, checked, in the types that the GPU gets. */
export interface Dataset {
  readonly rows: number;
  /** One per input of the model. */
  readonly x: readonly HostArray<Float32Array>[];
  /** One per output; class numbers as int32, other labels as float32. */
  readonly y: readonly HostArray<Float32Array | Int32Array>[];
  /** One per output; null where all rows weigh 1. */
  readonly weights: readonly (HostArray<Float32Array> | null)[];
}

/** What the data must fit. */
export interface Ports {
  readonly inputNames: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputNames: readonly string[];
  readonly outputShapes: readonly Shape[];
}

export interface DatasetRequest {
  /** 'model.fit', for messages. */
  readonly call: string;
  readonly x: DataOf;
  readonly y: DataOf;
  /** One per output. */
  readonly losses: readonly Loss[];
  readonly ports: Ports;
}

/** Reads and checks everything before the GPU sees any of it. */
export async function readDataset({ call, losses, ports, ...given }: DatasetRequest): Promise<Dataset> {
  const { outputNames, outputShapes } = ports;
  const labels = dataPerName<Data>(call, 'y', given.y, outputNames);
  // Asked for together, tensors come back from the GPU together.
  const [x, ...y] = await Promise.all([
    readExamples(call, given.x, ports),
    ...labels.map((data, k) => toHost(call, called('y', outputNames, k), data)),
  ]);
  const first = [called('x', ports.inputNames, 0), x[0]] as const;
  for (const [k, array] of y.entries()) {
    const name = called('y', outputNames, k);
    requireAsManyRows(call, first, [name, array]);
    await checkFinite(call, name, array);
    await requireLabels(call, array, outputShapes[k], losses[k], name);
  }
  return {
    rows: x[0].shape[0],
    x,
    y: await Promise.all(y.map((array, k) => asLabels(array, losses[k], outputShapes[k]))),
    weights: outputNames.map(() => null),
  };
}

/** One array per input. */
export type Examples = readonly HostArray<Float32Array>[];

/** The examples in the shapes that the model was built for, checked. */
export async function readExamples(
  call: string,
  given: DataOf,
  { inputNames, inputShapes }: Pick<Ports, 'inputNames' | 'inputShapes'>,
): Promise<HostArray<Float32Array>[]> {
  const read = await Promise.all(
    dataPerName<Data>(call, 'x', given, inputNames).map((data, k) =>
      toHost(call, called('x', inputNames, k), data),
    ),
  );
  const x: HostArray[] = [];
  for (const [k, array] of read.entries()) {
    const name = called('x', inputNames, k);
    requireRows(call, name, array);
    if (k > 0) requireAsManyRows(call, [called('x', inputNames, 0), x[0]], [name, array]);
    const examples = asExamples(call, array, inputShapes[k], name);
    await checkFinite(call, name, examples);
    x.push(examples);
  }
  return Promise.all(x.map(toFloat32));
}

/** 'x' of a model with one input, else "x['age']". */
const called = (name: string, names: readonly string[], k: number): string =>
  names.length === 1 ? name : `${name}['${names[k]}']`;

/** Labels that fit the output get its shape: functions of one's own need not know that [n] and [n, 1] mean the same. */
async function asLabels(
  { data, shape }: HostArray,
  loss: Loss,
  output: Shape,
): Promise<HostArray<Float32Array | Int32Array>> {
  if (loss.labels === 'classes') return { data: Int32Array.from(data), shape };
  return toFloat32({ data, shape: fits(shape.slice(1), output) ? [shape[0], ...output] : shape });
}
