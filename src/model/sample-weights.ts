import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sizeOf } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { Tensor } from '../graph/tensor.ts';
import { checkFinite, toFloat32, toHost } from './host-data.ts';
import { perName } from './per-name.ts';
import type { Data, DataOf } from './types.ts';
import { requireAsManyRows } from './validate.ts';

/** Sample weights as `fit` takes them: for all outputs, or for each its own; null where all rows weigh 1. */
export async function readSampleWeights(
  call: string,
  given: DataOf,
  x: HostArray,
  names: readonly string[],
): Promise<(HostArray<Float32Array> | null)[]> {
  const isOneForAll =
    given instanceof Tensor ||
    ArrayBuffer.isView(given) ||
    (Array.isArray(given) && typeof given[0] === 'number') ||
    'shape' in given;
  const list = isOneForAll
    ? names.map(() => given as Data)
    : perName<Data>(call, 'sampleWeight', names.length > 1 ? (given as Data[]) : [given as Data], names);
  const weights: (HostArray<Float32Array> | null)[] = [];
  for (const data of list) weights.push(data === undefined ? null : await readWeight(call, data, x));
  return weights;
}

async function readWeight(call: string, value: Data, x: HostArray): Promise<HostArray<Float32Array>> {
  const weights = await toHost(call, 'sampleWeight', value);
  requireAsManyRows(call, ['x', x], ['sampleWeight', weights]);
  if (sizeOf(weights.shape) !== x.shape[0]) {
    throw new ShapeError(
      `${call}: sampleWeight must have one number per row, [${x.shape[0]}]; got shape ${shapeText(weights.shape)}.`,
    );
  }
  await checkFinite(call, 'sampleWeight', weights);
  return { data: (await toFloat32(weights)).data, shape: [x.shape[0]] };
}
