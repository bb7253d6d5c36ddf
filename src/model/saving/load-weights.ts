import { FormatError } from '../../core/errors.ts';
import type { HostArray } from '../../data/host-array.ts';
import type { Layer } from '../../layers/layer.ts';
import { floatsOf, OPTIMIZER, requireNoOthers, weightName } from './checkpoint.ts';
import { decodeSafetensors, type StoredTensor } from './safetensors.ts';
import { type LoadSource, readSource } from './sources.ts';

/** The weights of these layers from a safetensors file, in the layers' order. */
export async function readWeights(
  call: string,
  source: LoadSource,
  layers: readonly Layer[],
): Promise<HostArray<Float32Array>[]> {
  const { isJson, bytes } = await readSource(call, source);
  if (isJson)
    throw new FormatError(`${call}: expected a safetensors file, got JSON. Use gl.loadModel for models.`);
  const [tensors] = partition(decodeSafetensors(call, bytes).tensors);
  const wanted = layers.flatMap((layer) =>
    layer.weights.map((weight) => ({ name: weightName(layer, weight), shape: weight.shape })),
  );
  requireNoOthers(call, tensors, new Set(wanted.map(({ name }) => name)));
  return wanted.map(({ name, shape }) => ({ data: floatsOf(call, name, tensors.get(name), shape), shape }));
}

/** Weights, and what belongs to the optimizer. */
export function partition(
  tensors: ReadonlyMap<string, StoredTensor>,
): [weights: Map<string, StoredTensor>, optimizer: Map<string, StoredTensor>] {
  const weights = new Map<string, StoredTensor>();
  const optimizer = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) {
    if (name.startsWith(OPTIMIZER)) optimizer.set(name.slice(OPTIMIZER.length), tensor);
    else weights.set(name, tensor);
  }
  return [weights, optimizer];
}
