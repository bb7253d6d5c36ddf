import { FormatError } from '../../core/errors.ts';
import { input } from '../../layers/input-layer.ts';
import type { Layer } from '../../layers/layer.ts';
import { type CustomLayers, getLayer } from '../../layers/names.ts';
import type { SymbolicTensor } from '../../layers/symbolic-tensor.ts';
import { isObject } from './safetensors.ts';
import type { CallJson, LayerJson, Topology } from './topology.ts';

/** Layers as they are connected, with weights that have no values yet. */
export interface Connected {
  readonly layers: readonly Layer[];
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
}

/** Makes the layers again and connects them. Nothing is allocated for their weights. */
export function connect(call: string, json: Topology, custom: CustomLayers): Connected {
  const bad = (what: string): FormatError =>
    new FormatError(`${call}: the model's description is damaged: ${what}.`);
  if (!isObject(json) || json.format !== 'gradloom') throw bad("its format is not 'gradloom'");
  if (json.version !== 1) throw bad(`version ${String(json.version)} is unknown to this gradloom`);
  const { layers: entries, calls, inputs, outputs } = json;
  if (!Array.isArray(entries) || !Array.isArray(calls) || !Array.isArray(inputs)) {
    throw bad('it lists no layers, calls or inputs');
  }
  const made = new Map<string, Layer | SymbolicTensor>();
  for (const entry of entries as readonly LayerJson[]) {
    if (!isObject(entry) || typeof entry.name !== 'string' || made.has(entry.name)) {
      throw bad('a layer has no name, or the name of another one');
    }
    made.set(entry.name, makeLayer(call, entry, custom));
  }
  const found: SymbolicTensor[] = [];
  for (const entry of calls as readonly CallJson[]) {
    const layer = isObject(entry) ? made.get(entry.layer) : undefined;
    const from = Array.isArray(entry?.inputs) ? entry.inputs.map((place) => found[place]) : [];
    if (!layer || from.includes(undefined as never))
      throw bad('a call names a layer or an input that is not there');
    found.push('shape' in layer ? layer : layer.apply(from.length === 1 ? from[0] : from));
  }
  const at = (places: readonly number[]): SymbolicTensor[] => {
    const symbols = places.map((place) => found[place]);
    if (symbols.length === 0 || symbols.includes(undefined as never))
      throw bad('an input or output is not there');
    return symbols;
  };
  return {
    layers: [...made.values()].map((layer) => ('shape' in layer ? layer.layer : layer)),
    inputs: at(inputs),
    outputs: at([outputs].flat()),
  };
}

function makeLayer(
  call: string,
  { className, name, config }: LayerJson,
  custom: CustomLayers,
): Layer | SymbolicTensor {
  const options = isObject(config) ? config : {};
  if (className === 'inputLayer') return input({ shape: options.inputShape as number[], name });
  return getLayer(call, { className, config: { ...options, name } }, custom);
}
