import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { sameShape } from '../core/shape.ts';
import type { HostArray } from '../data/host-array.ts';
import { keepLiveRead, realize, settled } from '../eager/execute.ts';
import { runtime } from '../gpu/runtime.ts';
import { copyToVariable, writeVariable } from '../gpu/write.ts';
import { Tensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import type { Weight } from '../layers/weight.ts';
import { checkFinite, toFloat32, toHost } from './host-data.ts';
import type { Data } from './types.ts';

/** Checks the values of all weights, then writes them. */
export async function writeWeights(
  call: string,
  weights: readonly Weight[],
  values: readonly Data[],
): Promise<void> {
  if (values.length !== weights.length) {
    throw new ShapeError(
      `${call}: the model has ${weights.length} weights, got ${values.length}. Pass them in the order of getWeights().`,
    );
  }
  const arrays: (HostArray<Float32Array> | Tensor)[] = [];
  for (const [k, { value }] of weights.entries()) {
    const given = values[k];
    const isOnGpu =
      given instanceof Tensor && !(given instanceof Variable) && given.dtype === 'float32' && !given.host;
    const array = isOnGpu ? given : await toHost(call, `weight ${k}, '${value.name}',`, given);
    if (!sameShape(array.shape, value.shape)) {
      throw new ShapeError(
        `${call}: weight ${k}, '${value.name}', has shape ${shapeText(value.shape)}, got ${shapeText(array.shape)}.`,
      );
    }
    if (array instanceof Tensor) {
      arrays.push(array);
      continue;
    }
    await checkFinite(call, `weight '${value.name}'`, array);
    arrays.push(await toFloat32(array));
  }
  await runtime.ready();
  for (const { value } of weights) keepLiveRead(value);
  realize(arrays.filter((array) => array instanceof Tensor));
  await settled();
  for (const [k, { value }] of weights.entries()) {
    const array = arrays[k];
    if (array instanceof Tensor) copyToVariable(array, value);
    else writeVariable(value, array.data);
  }
}
