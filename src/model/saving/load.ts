import { FormatError } from '../../core/errors.ts';
import type { Tensor } from '../../graph/tensor.ts';
import type { CustomLayers } from '../../layers/names.ts';
import { Functional } from '../functional.ts';
import { Sequential } from '../sequential.ts';
import { startFrom } from './checkpoint.ts';
import { type CompiledJson, compileOptions } from './compiled.ts';
import { type Connected, connect } from './connect.ts';
import { partition } from './load-weights.ts';
import { decodeSafetensors, isObject } from './safetensors.ts';
import { type LoadSource, readSource } from './sources.ts';
import { importTensorflowModel } from './tensorflow.ts';
import type { Topology } from './topology.ts';
import { resumeTraining } from './training.ts';

export interface LoadOptions {
  /** Makers of layers of your own, by the kind of layer: `{ scale: (options) => new Scale(options) }`. */
  readonly customLayers?: CustomLayers;
  /** Whether to compile the model as it was when it was saved. Default true. */
  readonly compile?: boolean;
}

export type LoadedModel = Sequential | Functional<Tensor> | Functional<readonly Tensor[]>;

/**
 * Loads a model that `model.save` wrote, or a model of TensorFlow.js (`model.json` of tf.layers with its
 * weights).
 *
 * @param source 'indexeddb://name', a URL, a File or Blob, bytes, several Files (`model.json` and its
 *   weights), or in Node 'file://folder'
 * @throws FormatError for files that are damaged, truncated, or no models
 */
export async function loadModel(source: LoadSource, options: LoadOptions = {}): Promise<LoadedModel> {
  const call = 'loadModel';
  const { customLayers = {}, compile = true } = options;
  const file = await readSource(call, source);
  if (file.isJson) {
    const { connected, ...made } = await importTensorflowModel(call, file, customLayers);
    return build(made, connected);
  }
  const { metadata, tensors } = decodeSafetensors(call, file.bytes);
  if (metadata.topology === undefined) {
    throw new FormatError(
      `${call}: the file holds tensors, but no model. Make the model and use model.loadWeights.`,
    );
  }
  const [weights, optimizer] = partition(tensors);
  const topology = parse<Topology>(call, 'topology', metadata.topology);
  const connected = connect(call, topology, customLayers);
  startFrom(call, connected.layers, weights);
  const model = build(madeLike(topology), connected);
  if (compile && metadata.compiled) {
    model.compile(compileOptions(parse<CompiledJson>(call, 'compiled', metadata.compiled)));
    if (metadata.training) {
      const { seed } = parse<{ seed: number | null }>(call, 'training', metadata.training);
      const checkpoint = { seed: Number.isInteger(seed) ? seed : null, optimizer };
      model.resume((from, state) => resumeTraining(from, state, checkpoint));
    }
  }
  return model;
}

/**
 * A model as `model.toJSON()` described it, with new weights.
 * @throws FormatError when the description is damaged
 */
export function modelFromJSON(
  json: Topology,
  { customLayers = {} }: Pick<LoadOptions, 'customLayers'> = {},
): LoadedModel {
  return build(madeLike(json), connect('modelFromJSON', json, customLayers));
}

interface Made {
  readonly className: Topology['className'];
  readonly name: string;
  /** One output is alone, not a list of one. */
  readonly single: boolean;
}

function build({ className, name, single }: Made, { layers, inputs, outputs }: Connected): LoadedModel {
  if (className === 'Sequential') {
    const [start] = inputs;
    return new Sequential([start, ...layers.filter((layer) => layer !== start.layer)], { name });
  }
  return new Functional<Tensor>({ inputs, outputs: single ? outputs[0] : outputs, name });
}

const madeLike = ({ className, name, outputs }: Topology): Made => ({
  className,
  name: String(name),
  single: !Array.isArray(outputs),
});

function parse<T>(call: string, what: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FormatError(`${call}: the ${what} of the file is no JSON.`, { cause });
  }
  if (isObject(value)) return value as T;
  throw new FormatError(`${call}: the ${what} of the file must be a JSON object.`);
}
