import { ArgumentError } from '../core/errors.ts';
import type { Layer } from '../layers/layer.ts';

/** Names the layer after its kind, numbered as in Keras ('dense', 'dense_1'), unless it has a name. */
export function nameLayer(layer: Layer, others: readonly Layer[]): void {
  const taken = new Set(others.map(({ name }) => name));
  if (layer.name) {
    if (!taken.has(layer.name)) return;
    throw new ArgumentError(
      `sequential: two layers are called '${layer.name}'. Names must differ; leave the name out for an automatic one.`,
    );
  }
  let name = layer.kind;
  for (let k = 1; taken.has(name); k++) name = `${layer.kind}_${k}`;
  layer.name = name;
}
