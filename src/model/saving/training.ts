import { writeVariable } from '../../gpu/write.ts';
import type { Variable } from '../../graph/variable.ts';
import type { TrainingState } from '../training-state.ts';
import { floatsOf, weightName } from './checkpoint.ts';
import type { StoredTensor } from './safetensors.ts';

/** What training needs to go on as if it had never stopped. */
export interface TrainingCheckpoint {
  /** Keys the order of rows; null before the first `fit`. */
  readonly seed: number | null;
  /** By name, what the optimizer keeps on the GPU. */
  readonly optimizer: ReadonlyMap<string, StoredTensor>;
}

/** Takes over what a file remembers of a training. @throws FormatError when it does not fit the optimizer */
export async function resumeTraining(
  call: string,
  state: TrainingState,
  { seed, optimizer }: TrainingCheckpoint,
): Promise<void> {
  for (const [name, variable] of optimizerVariables(state)) {
    const values = floatsOf(call, name, optimizer.get(name), variable.shape);
    writeVariable(variable, variable.dtype === 'int32' ? Int32Array.from(values) : values);
  }
  state.seed = seed;
  await state.countSteps();
}

/** What the optimizer keeps, by names that say which weight it belongs to: 'dense/kernel/momentum'. */
export function optimizerVariables({ network, optimizer }: TrainingState): Map<string, Variable> {
  const { iteration, learningRate, stretches } = optimizer;
  const names = new Map(
    network.layers.flatMap((layer) =>
      layer.weights.map((weight) => [weight.value, weightName(layer, weight)] as const),
    ),
  );
  const found = new Map<string, Variable>([['iteration', iteration]]);
  if (learningRate) found.set('learningRate', learningRate);
  for (const { weights, slots } of stretches) {
    const owners = partsOf(weights);
    for (const [slot, variable] of Object.entries(slots)) {
      const parts = partsOf(variable);
      if (parts.length !== owners.length || variable.size < weights.size) found.set(slot, variable);
      else for (const [k, part] of parts.entries()) found.set(`${names.get(owners[k])}/${slot}`, part);
    }
  }
  return found;
}

const partsOf = (variable: Variable): readonly Variable[] =>
  variable.parts.length > 0 ? variable.parts : [variable];
