import { ArgumentError } from '../core/errors.ts';
import type { Layer } from '../layers/layer.ts';

/**
 * Names layers without a name after their kind, numbered as in Keras ('dense', 'dense_1').
 * @throws ArgumentError when two layers have the same name
 */
export function nameLayers(call: string, layers: readonly Layer[]): void {
  const taken = new Set<string>();
  for (const { name } of layers.filter((layer) => layer.name)) {
    if (taken.has(name)) {
      throw new ArgumentError(
        `${call}: two layers are called '${name}'. Names must differ; leave the name out for an automatic one.`,
      );
    }
    taken.add(name);
  }
  for (const layer of layers.filter(({ name }) => !name)) {
    let name = layer.kind;
    for (let k = 1; taken.has(name); k++) name = `${layer.kind}_${k}`;
    layer.name = name;
    taken.add(name);
  }
}
