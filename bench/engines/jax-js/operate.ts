import { blockUntilReady, jit, nn, numpy as np, tree } from '@jax-js/jax';
import { operationRunner, type Runner } from '../../engine.ts';
import type { Kernel } from '../../workloads/workload.ts';
import { initialSlots, update } from './update.ts';

export function operate(
  { operation }: Kernel,
  operands: readonly Float32Array<ArrayBuffer>[],
  enter: () => unknown,
): Runner {
  const { step, inputs } = stepOf(operation, operands);
  // What nobody waits for is never computed.
  let pending: np.Array[] = [];
  const settle = async () => {
    await blockUntilReady(pending);
    tree.dispose(pending);
    pending = [];
  };
  return operationRunner({
    step: () => {
      const result = step();
      pending.push(result.ref);
      return result;
    },
    finished: settle,
    read: async (result) => {
      await settle();
      return result.ref.data();
    },
    drop: (result) => result.dispose(),
    dispose: () => tree.dispose(inputs()),
    enter,
  });
}

function stepOf(
  operation: Kernel['operation'],
  [first, second]: readonly Float32Array<ArrayBuffer>[],
): { step: () => np.Array; inputs: () => np.Array[] } {
  if (operation.op === 'matmul') {
    const { m, k, n, transposeA, transposeB } = operation;
    const a = np.array(first, { shape: transposeA ? [k, m] : [m, k] });
    const b = np.array(second, { shape: transposeB ? [n, k] : [k, n] });
    const product = jit((x: np.Array, y: np.Array) =>
      np.matmul(transposeA ? np.transpose(x) : x, transposeB ? np.transpose(y) : y),
    );
    return { step: () => product(a.ref, b.ref), inputs: () => [a, b] };
  }
  if (operation.op === 'adam') {
    const gradients = np.array(second);
    let weights = [np.array(first)];
    let slots = initialSlots('adam', weights);
    const adam = jit((before: np.Array[], gradient: np.Array, memory: np.Array[][]) =>
      update({ name: 'adam', learningRate: 1e-3 }, before, [gradient], memory),
    );
    const step = () => {
      ({ weights, slots } = adam(weights, gradients.ref, slots));
      return weights[0].ref;
    };
    return { step, inputs: () => [gradients, ...weights, ...slots.flat()] };
  }
  const x = np.array(first);
  if (operation.op === 'sum') {
    const sum = jit((values: np.Array) => values.sum());
    return { step: () => sum(x.ref), inputs: () => [x] };
  }
  const y = np.array(second);
  const chain = jit((a: np.Array, b: np.Array) => nn.relu(a.ref.mul(b).add(a)));
  return { step: () => chain(x.ref, y.ref), inputs: () => [x, y] };
}
