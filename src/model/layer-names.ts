import { ArgumentError } from '../core/errors.ts';
import type { Layer } from '../layers/layer.ts';

/** Layers whose names were made here: another model may number them anew. */
const numbered = new WeakSet<Layer>();

/**
 * Names layers without a name after their kind, numbered as in Keras ('dense', 'dense_1'). Layers that two
 * models named the same are told apart when one model has both.
 *
 * @throws ArgumentError when two layers were given the same name
 */
export function nameLayers(call: string, layers: readonly Layer[]): void {
  const taken = new Set<string>();
  const isGiven = (layer: Layer): boolean => layer.name !== '' && !numbered.has(layer);
  for (const { name } of layers.filter(isGiven)) {
    if (taken.has(name)) {
      throw new ArgumentError(
        `${call}: two layers are called '${name}'. Names must differ; leave the name out for an automatic one.`,
      );
    }
    taken.add(name);
  }
  for (const layer of layers.filter((one) => !isGiven(one))) {
    let name = layer.name || layer.kind;
    for (let k = 1; taken.has(name); k++) name = `${layer.kind}_${k}`;
    layer.name = name;
    numbered.add(layer);
    taken.add(name);
  }
}

/**
 * The layer with a name, or with a place in the list.
 * @throws ArgumentError that lists the names
 */
export function findLayer(call: string, layers: readonly Layer[], nameOrIndex: string | number): Layer {
  const isPlace = typeof nameOrIndex === 'number';
  const found = isPlace ? layers[nameOrIndex] : layers.find(({ name }) => name === nameOrIndex);
  if (found) return found;
  throw new ArgumentError(
    `${call}: there is no layer ${isPlace ? nameOrIndex : `'${nameOrIndex}'`}. ` +
      `Known: ${layers.map(({ name }) => name).join(', ')}.`,
  );
}
