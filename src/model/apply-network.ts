import { ArgumentError } from '../core/errors.ts';
import { literal, Tensor } from '../graph/tensor.ts';
import type { CallContext } from '../layers/layer.ts';
import { SymbolicTensor } from '../layers/symbolic-tensor.ts';
import type { Network } from './network.ts';

type Given = SymbolicTensor | Tensor;

/** A network as a part of another one, or its outputs for tensors: what it gets decides. */
export function applyNetwork(
  call: string,
  network: Network,
  x: Given | readonly Given[],
  { training = false, iteration = literal(0, 'int32') }: Partial<CallContext>,
): SymbolicTensor[] | Tensor[] {
  const given = Array.isArray(x) ? (x as Given[]) : [x as Given];
  if (given.length !== network.inputs.length) {
    throw new ArgumentError(
      `${call}: the model has ${network.inputs.length} inputs (${network.inputNames.join(', ')}), got ${given.length}.`,
    );
  }
  if (given.every((input) => input instanceof SymbolicTensor)) return network.applyTo(given);
  if (given.every((input) => input instanceof Tensor)) {
    return [...network.run(given, { training, iteration }).outputs];
  }
  throw new ArgumentError(`${call}: expected what gl.input or a layer gave, or tensors; got ${String(x)}.`);
}
