import type { Config } from '../../core/config.ts';
import { FormatError } from '../../core/errors.ts';
import { camelCase } from '../../core/names.ts';
import type { Shape } from '../../core/shape.ts';
import { input } from '../../layers/input-layer.ts';
import type { Layer } from '../../layers/layer.ts';
import { type CustomLayers, getLayer } from '../../layers/names.ts';
import { SymbolicTensor } from '../../layers/symbolic-tensor.ts';
import { startFrom, weightName } from './checkpoint.ts';
import type { Connected } from './connect.ts';
import { isObject, type StoredTensor } from './safetensors.ts';
import type { SourceFile } from './sources.ts';
import { readManifest } from './tensorflow-manifest.ts';

/** A layer as Keras and TensorFlow.js write it. */
interface KerasLayer {
  readonly class_name: string;
  readonly name?: string;
  readonly config: Config;
  readonly inbound_nodes?: readonly unknown[];
}

export interface ImportedModel {
  readonly connected: Connected;
  readonly className: 'Sequential' | 'Functional';
  readonly name: string;
  readonly single: boolean;
}

/**
 * Reads `model.json` of a TensorFlow.js Layers model and the weights beside it.
 * Source: https://www.tensorflow.org/js/guide/save_load
 */
export async function importTensorflowModel(
  call: string,
  { bytes, beside }: SourceFile,
  custom: CustomLayers,
): Promise<ImportedModel> {
  const json = parse(call, bytes);
  const topology = isObject(json.modelTopology) ? json.modelTopology : {};
  const model = isObject(topology.model_config) ? topology.model_config : topology;
  const { class_name: className, config } = model as Partial<KerasLayer>;
  const body = Array.isArray(config) ? { layers: config } : config;
  if (typeof className !== 'string' || !isObject(body) || !Array.isArray(body.layers)) {
    throw new FormatError(
      `${call}: the JSON holds no model of layers. A graph model of TensorFlow.js cannot be trained and is not read; ` +
        'convert the Keras model with tensorflowjs_converter --output_format=tfjs_layers_model.',
    );
  }
  const isSequential = className === 'Sequential';
  const connected = isSequential
    ? chain(call, body.layers as KerasLayer[], custom)
    : connectGraph(call, body, custom);
  const values = await readManifest(call, json.weightsManifest, beside);
  startFrom(call, connected.layers, renamed(connected.layers, values));
  const outputs = body.output_layers;
  return {
    connected,
    className: isSequential ? 'Sequential' : 'Functional',
    name: typeof body.name === 'string' ? body.name : 'model',
    single: isSequential || !Array.isArray(outputs) || outputs.length === 1,
  };
}

function parse(call: string, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isObject(json)) return json;
  } catch (cause) {
    throw new FormatError(`${call}: the file is no JSON: ${(cause as Error).message}.`, { cause });
  }
  throw new FormatError(`${call}: the file must be a JSON object.`);
}

const isInput = ({ class_name: name }: KerasLayer): boolean => name === 'InputLayer';

/** [null, 28, 28] -> [28, 28] */
function shapeOf(call: string, { config }: KerasLayer): Shape | null {
  const shape = config.batch_input_shape ?? config.batch_shape ?? config.batchInputShape;
  if (shape === undefined) return null;
  if (Array.isArray(shape) && shape.slice(1).every((n) => Number.isInteger(n) && n > 0))
    return shape.slice(1);
  throw new FormatError(
    `${call}: an input has shape ${JSON.stringify(shape)}. Every axis but the batch must have a length.`,
  );
}

function makeInput(call: string, layer: KerasLayer): SymbolicTensor {
  const shape = shapeOf(call, layer);
  if (!shape) throw new FormatError(`${call}: the input '${nameOf(layer)}' has no shape.`);
  return input({ shape, name: nameOf(layer) });
}

const nameOf = ({ name, config }: KerasLayer): string => name ?? String(config.name);

function make(call: string, entry: KerasLayer, custom: CustomLayers): Layer {
  const { class_name: className, config } = entry;
  if (isObject(config) && 'layers' in config) {
    throw new FormatError(
      `${call}: the model has a model '${nameOf(entry)}' as a layer. Save it without models inside of models.`,
    );
  }
  return getLayer(call, { className, config: { ...config, name: nameOf(entry) } }, custom);
}

function chain(call: string, entries: readonly KerasLayer[], custom: CustomLayers): Connected {
  const [first, ...rest] = entries;
  if (!first) throw new FormatError(`${call}: the model has no layers.`);
  const shape = shapeOf(call, first);
  if (!shape)
    throw new FormatError(`${call}: the first layer, '${nameOf(first)}', says no batch_input_shape.`);
  const start = isInput(first) ? makeInput(call, first) : input({ shape });
  const layers = (isInput(first) ? rest : entries).map((entry) => make(call, entry, custom));
  const end = layers.reduce<SymbolicTensor>((value, layer) => layer.apply(value), start);
  return { layers: [start.layer, ...layers], inputs: [start], outputs: [end] };
}

/** [layer, which of its uses, which of its outputs] */
type Reference = readonly [layer: string, node: number, output: number];

function connectGraph(
  call: string,
  body: Readonly<Record<string, unknown>>,
  custom: CustomLayers,
): Connected {
  const entries = body.layers as readonly KerasLayer[];
  const made = new Map(
    entries.map((entry) => [
      nameOf(entry),
      isInput(entry) ? makeInput(call, entry) : make(call, entry, custom),
    ]),
  );
  const results = new Map<string, SymbolicTensor>();
  let waiting = entries.flatMap((entry) => {
    const layer = made.get(nameOf(entry)) as Layer | SymbolicTensor;
    const nodes = isInput(entry) ? [[]] : (entry.inbound_nodes ?? []).map((node) => references(call, node));
    return nodes.map((from, k) => ({ key: `${nameOf(entry)}:${k}`, layer, from }));
  });
  const find = ([name, node]: Reference): SymbolicTensor | undefined => results.get(`${name}:${node}`);
  while (waiting.length > 0) {
    const ready = waiting.filter(({ from }) => from.every(find));
    if (ready.length === 0)
      throw new FormatError(`${call}: layer '${waiting[0].key}' is connected to nothing.`);
    for (const { key, layer, from } of ready) {
      const inputs = from.map((reference) => find(reference) as SymbolicTensor);
      results.set(key, layer instanceof SymbolicTensor ? layer : layer.apply(inputs));
    }
    waiting = waiting.filter((entry) => !ready.includes(entry));
  }
  const ends = (value: unknown): SymbolicTensor[] =>
    listOf(value).map((reference) => {
      const found = find(reference);
      if (found) return found;
      throw new FormatError(
        `${call}: the model's input or output '${reference[0]}' is not among its layers.`,
      );
    });
  const layers = [...made.values()].map((layer) => (layer instanceof SymbolicTensor ? layer.layer : layer));
  return { layers, inputs: ends(body.input_layers), outputs: ends(body.output_layers) };
}

/** One reference or several, both as Keras writes them. */
const listOf = (value: unknown): Reference[] => {
  const list = Array.isArray(value) ? value : [];
  return (typeof list[0] === 'string' ? [list] : list) as Reference[];
};

/** What a layer is applied to: `[[name, node, output, {}], ...]`, or Keras 3's `{ args, kwargs }`. */
function references(call: string, node: unknown): Reference[] {
  if (Array.isArray(node)) return node as Reference[];
  const found: Reference[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value) && value.class_name === '__keras_tensor__' && isObject(value.config)) {
      found.push(value.config.keras_history as Reference);
    }
  };
  visit(isObject(node) ? node.args : null);
  if (found.length > 0) return found;
  throw new FormatError(`${call}: cannot read what a layer is connected to: ${JSON.stringify(node)}.`);
}

/** What Keras 3, whose names gradloom has, called otherwise before. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { depthwiseKernel: ['kernel'] };

/** Weights by the names that gradloom gives them: 'dense/kernel:0' or 'model/dense/moving_mean' have others. */
function renamed(
  layers: readonly Layer[],
  values: ReadonlyMap<string, StoredTensor>,
): Map<string, StoredTensor> {
  const own = new Map<string, string>();
  for (const layer of layers)
    for (const weight of layer.weights) own.set(weightName(layer, weight), layer.name);
  return new Map(
    [...values].map(([name, value]) => {
      const path = name.replace(/:\d+$/, '').split('/');
      const weight = camelCase(path.pop() as string);
      const spellings = [weight, ...(ALIASES[weight] ?? [])];
      const candidates = path.flatMap((_, k) =>
        spellings.map((spelling) => `${path.slice(k).join('/')}/${spelling}`),
      );
      return [candidates.find((candidate) => own.has(candidate)) ?? name, value];
    }),
  );
}
