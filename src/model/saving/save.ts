import type { TypedArray } from '../../core/dtype.ts';
import { ArgumentError } from '../../core/errors.ts';
import { settled } from '../../eager/execute.ts';
import { readVariables } from '../../gpu/read-variables.ts';
import type { Variable } from '../../graph/variable.ts';
import type { Network } from '../network.ts';
import type { Recipe } from '../recipe.ts';
import type { TrainingState } from '../training-state.ts';
import { OPTIMIZER, weightName } from './checkpoint.ts';
import { describeCompiled } from './compiled.ts';
import { encodeSafetensors, type StoredTensor } from './safetensors.ts';
import type { Topology } from './topology.ts';
import { optimizerVariables } from './training.ts';

export interface SaveOptions {
  /**
   * Also what the optimizer remembers, so that training can go on as if it had never stopped.
   * Default false.
   */
  readonly includeOptimizer?: boolean;
}

export interface SavedModel {
  readonly topology: Topology;
  readonly network: Network;
  readonly recipe: Recipe | null;
  readonly state: TrainingState | null;
}

/** A whole model as one safetensors file; the topology is in its metadata. */
export async function encodeModel(
  call: string,
  { topology, network, recipe, state }: SavedModel,
  { includeOptimizer = false }: SaveOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (includeOptimizer && !state) {
    throw new ArgumentError(
      `${call}: includeOptimizer asks for the state of an optimizer that has made no step. Call fit first, or leave it out.`,
    );
  }
  const named = new Map<string, Variable>();
  for (const layer of network.layers) {
    for (const weight of layer.weights) named.set(weightName(layer, weight), weight.value);
  }
  if (includeOptimizer && state) {
    for (const [name, variable] of optimizerVariables(state)) named.set(`${OPTIMIZER}${name}`, variable);
  }
  // One read: everything is from the same moment, also while a fit is running.
  await settled();
  const values = await readVariables([...named.values()]);
  const tensors = new Map(
    [...named.entries()].map(([name, { shape }], k) => [name, stored(shape, values[k])]),
  );
  const compiled = recipe && describeCompiled(recipe);
  const metadata = {
    format: 'gradloom',
    topology: JSON.stringify(topology),
    ...(compiled && { compiled: JSON.stringify(compiled) }),
    ...(includeOptimizer && { training: JSON.stringify({ seed: state?.seed ?? null }) }),
  };
  return encodeSafetensors({ metadata, tensors });
}

const stored = (shape: readonly number[], data: TypedArray): StoredTensor =>
  data instanceof Float32Array ? { dtype: 'F32', shape, data } : { dtype: 'I32', shape, data };
