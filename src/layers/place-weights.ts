import type { Constraint } from '../constraints/constraint.ts';
import type { Tensor } from '../graph/tensor.ts';
import { type Arena, packVariables } from '../graph/variable.ts';
import type { Weight } from './weight.ts';

interface Owner {
  readonly title: string;
  readonly weights: readonly Weight[];
}

/**
 * Gives the weights of these layers that have no place yet one: side by side in one arena those that
 * optimizers train, in another the others. Draws their first values.
 *
 * @returns the new arenas
 */
export function placeWeights(layers: readonly Owner[]): Arena[] {
  const homeless = layers.flatMap((layer) =>
    layer.weights.filter(({ variable }) => !variable).map((weight) => ({ layer, weight })),
  );
  const trainable = homeless.filter(({ weight }) => weight.trainable);
  const fixed = homeless.filter(({ weight }) => !weight.trainable);
  return [place('weights', trainable), place('fixed weights', fixed)].flat();
}

function place(label: string, entries: readonly { layer: Owner; weight: Weight }[]): Arena[] {
  if (entries.length === 0) return [];
  const specs = entries.map(({ layer, weight }) => ({
    name: `${layer.title}/${weight.name}`,
    shape: weight.shape,
    initial: weight.firstValues ?? weight.initializer.values(weight.shape),
    trainable: weight.trainable,
    constraint:
      weight.constraint && ((value: Tensor): Tensor => (weight.constraint as Constraint).apply(value)),
  }));
  const { flat, parts } = packVariables(label, specs);
  for (const [k, { weight }] of entries.entries()) {
    weight.variable = parts[k];
    weight.firstValues = null;
  }
  return [flat.arena];
}
