import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sizeOf } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { Tensor } from '../graph/tensor.ts';
import type { Dataset } from './dataset.ts';
import { checkFinite, toFloat32, toHost } from './host-data.ts';
import { perName } from './per-name.ts';
import type { Data, DataOf } from './types.ts';
import { requireAsManyRows } from './validate.ts';

/** The data set with each row weighed as `sampleWeight` says: for all outputs, or for each by its own. */
export async function weighSamples(
  call: string,
  data: Dataset,
  given: DataOf,
  names: readonly string[],
): Promise<Dataset> {
  const isOneForAll =
    given instanceof Tensor ||
    ArrayBuffer.isView(given) ||
    (Array.isArray(given) && typeof given[0] === 'number') ||
    'shape' in given;
  const list = isOneForAll
    ? names.map(() => given as Data)
    : perName<Data>(call, 'sampleWeight', names.length > 1 ? (given as Data[]) : [given as Data], names);
  const weights: Dataset['weights'][number][] = [];
  for (const one of list) weights.push(one === undefined ? null : await readWeight(call, one, data.x[0]));
  return { ...data, weights };
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
