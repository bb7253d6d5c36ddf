import { FormatError } from '../../core/errors.ts';
import { shapeText } from '../../core/messages.ts';
import { sameShape } from '../../core/shape.ts';
import type { Layer } from '../../layers/layer.ts';
import { fromHalf } from './half.ts';
import type { StoredTensor } from './safetensors.ts';

/** Begins the names of what belongs to the optimizer. */
export const OPTIMIZER = 'optimizer:';

/** 'dense/kernel': the name of a weight in files. */
export const weightName = (layer: Layer, weight: { readonly name: string }): string =>
  `${layer.name}/${weight.name}`;

/**
 * Takes the values of all weights from a file, for layers whose weights have no place yet.
 * @throws FormatError when one is missing, has another shape, or is left over
 */
export function startFrom(
  call: string,
  layers: readonly Layer[],
  tensors: ReadonlyMap<string, StoredTensor>,
): void {
  const known = new Set<string>();
  for (const layer of layers) {
    for (const weight of layer.weights) {
      const name = weightName(layer, weight);
      known.add(name);
      weight.firstValues = floatsOf(call, name, tensors.get(name), weight.shape);
    }
  }
  requireNoOthers(call, tensors, known);
}

/** A weight that nobody takes would be lost in silence. */
export function requireNoOthers(
  call: string,
  tensors: ReadonlyMap<string, unknown>,
  known: ReadonlySet<string>,
): void {
  const stranger = [...tensors.keys()].find((name) => !known.has(name));
  if (stranger === undefined) return;
  throw new FormatError(`${call}: the file has a weight '${stranger}' that the model has not.`);
}

/** The values of a tensor of the right shape as float32. */
export function floatsOf(
  call: string,
  name: string,
  tensor: StoredTensor | undefined,
  shape: readonly number[],
): Float32Array {
  if (!tensor) throw new FormatError(`${call}: the file has no weight '${name}'.`);
  if (!sameShape(tensor.shape, shape)) {
    throw new FormatError(
      `${call}: weight '${name}' has shape ${shapeText(shape)}, in the file ${shapeText(tensor.shape)}.`,
    );
  }
  const { dtype, data } = tensor;
  if (dtype === 'F16') return fromHalf(data as Uint16Array);
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
