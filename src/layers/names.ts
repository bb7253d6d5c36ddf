import type { Config, PartJson } from '../core/config.ts';
import { ArgumentError } from '../core/errors.ts';
import { nearest } from '../core/messages.ts';
import { camelCase, lookUp, sameName } from '../core/names.ts';
import { Layer } from './layer.ts';
import { type Entry, table } from './table.ts';

/** A layer as plain JSON: its kind and its options, or Keras's and TensorFlow.js's words for them. */
export type LayerJson = PartJson | { readonly kind: string; readonly config?: Config };

/** Layers of your own by name: the class, or a function that makes one of its options. */
export type CustomLayers = Readonly<
  Record<string, (new (options: never) => Layer) | ((options: never) => Layer)>
>;

/**
 * The layer that JSON means: what `layer.config` gave, or what Keras or TensorFlow.js wrote.
 *
 * @param customLayers classes of your own, which get their options as they were written
 * @throws ArgumentError for an unknown layer or option, or one that gradloom has not
 */
export function getLayer(call: string, json: LayerJson, customLayers: CustomLayers = {}): Layer {
  const { className, class_name, kind, name, config = {} } = (json ?? {}) as Config;
  const wanted = class_name ?? className ?? kind ?? name;
  if (typeof wanted !== 'string' || typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new ArgumentError(
      `${call}: expected a layer as { className, config }, got ${JSON.stringify(json)?.slice(0, 100)}.`,
    );
  }
  const own = Object.keys(customLayers).find((key) => sameName(key, wanted));
  if (own !== undefined) return makeCustom(customLayers[own], config as Config);
  const kinds = { ...table, ...ALIASES, ...customLayers } as Readonly<Record<string, Entry>>;
  const entry = lookUp(call, 'layer', wanted, kinds);
  const title = `${call}: layer ${wanted}${'name' in config ? ` '${String(config.name)}'` : ''}`;
  return entry.make(readOptions(title, config as Config, entry) as never);
}

/** Keras's second names. */
const ALIASES: Readonly<Record<string, Entry>> = {
  maxPool1d: table.maxPooling1d,
  maxPool2d: table.maxPooling2d,
  avgPool1d: table.averagePooling1d,
  avgPool2d: table.averagePooling2d,
  globalAvgPool1d: table.globalAveragePooling1d,
  globalAvgPool2d: table.globalAveragePooling2d,
  globalMaxPool1d: table.globalMaxPooling1d,
  globalMaxPool2d: table.globalMaxPooling2d,
  convolution1d: table.conv1d,
  convolution2d: table.conv2d,
  convolution2dTranspose: table.conv2dTranspose,
};

function makeCustom(maker: CustomLayers[string], config: Config): Layer {
  const isClass = (value: CustomLayers[string]): value is new (options: never) => Layer =>
    value.prototype instanceof Layer;
  return isClass(maker) ? new maker(config as never) : maker(config as never);
}

/** Options in gradloom's words. */
function readOptions(call: string, config: Config, { options: known }: Entry): Config {
  const options: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(config)) {
    // With null Keras says 'by default'.
    if (value === null || value === undefined) continue;
    const key = camelCase(written);
    const [name, translated] = TRANSLATIONS[key]?.(call, value) ?? [key, value];
    if (known.has(name)) options[name] = translated;
    else if (!NEUTRAL[key]?.(value)) throw unknownOption(call, written, value, [...known]);
  }
  return options;
}

/** What is called otherwise, or written otherwise, in Keras. */
const TRANSLATIONS: Readonly<Record<string, (call: string, value: unknown) => [string, unknown]>> = {
  batchInputShape: withoutBatch,
  batchShape: withoutBatch,
  keepdims: (_, value) => ['keepDims', value],
  // Keras 2 writes the axis of a batch normalization as a list.
  axis: (_, value) => ['axis', Array.isArray(value) && value.length === 1 ? value[0] : value],
};

function withoutBatch(call: string, value: unknown): [string, unknown] {
  const shape = Array.isArray(value) ? value.slice(1) : [];
  if (Array.isArray(value) && value.length > 0 && shape.every(Number.isInteger)) return ['inputShape', shape];
  throw new ArgumentError(
    `${call}: expected a shape such as [null, 28, 28] whose axes, but for the batch, have known lengths; ` +
      `got ${JSON.stringify(value)}.`,
  );
}

const always = (): boolean => true;
const isFalse = (value: unknown): boolean => value === false;

/** What Keras and TensorFlow.js write that changes nothing, or says what holds anyway. */
const NEUTRAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  dtype: always,
  inputDtype: always,
  autocast: always,
  inputLength: always,
  batchSize: always,
  fused: always,
  // Keras 2 gives them to layers that have others.
  kernelInitializer: always,
  groups: (value) => value === 1,
  seed: always,
  sparse: isFalse,
  ragged: isFalse,
  optional: isFalse,
  synchronized: isFalse,
  renorm: isFalse,
  rmsScaling: isFalse,
};

function unknownOption(
  call: string,
  option: string,
  value: unknown,
  known: readonly string[],
): ArgumentError {
  const suggestion = nearest(option, known);
  return new ArgumentError(
    `${call}: unknown option ${option}: ${JSON.stringify(value)}.` +
      `${suggestion ? ` Did you mean '${suggestion}'?` : ''} Known: ${known.join(', ')}.`,
  );
}
