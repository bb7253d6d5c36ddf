import * as tf from '@tensorflow/tfjs';
import { operationRunner, type Runner } from '../../engine.ts';
import type { Kernel } from '../../workloads/workload.ts';

export function operate(
  { operation }: Kernel,
  operands: readonly Float32Array<ArrayBuffer>[],
  enter: () => unknown,
): Runner {
  const { step, disposable } = stepOf(operation, operands);
  return operationRunner({
    step,
    // Reading one element waits for everything before it.
    finished: async (last) => {
      const element = tf.tidy(() => last.flatten().slice(0, 1));
      await element.data();
      element.dispose();
    },
    read: (result) => result.data(),
    drop: (result) => result.dispose(),
    dispose: () => tf.dispose(disposable),
    enter,
  });
}

function stepOf(
  operation: Kernel['operation'],
  [first, second]: readonly Float32Array<ArrayBuffer>[],
): { step: () => tf.Tensor; disposable: tf.Tensor[] } {
  if (operation.op === 'matmul') {
    const { m, k, n, transposeA, transposeB } = operation;
    const a = tf.tensor2d(first, transposeA ? [k, m] : [m, k]);
    const b = tf.tensor2d(second, transposeB ? [n, k] : [k, n]);
    return { step: () => tf.matMul(a, b, transposeA, transposeB), disposable: [a, b] };
  }
  if (operation.op === 'adam') {
    const gradients = tf.tensor1d(second);
    const parameters = tf.variable(tf.tensor1d(first));
    const optimizer = tf.train.adam();
    const step = () => {
      optimizer.applyGradients([{ name: parameters.name, tensor: gradients }]);
      return parameters.clone();
    };
    return { step, disposable: [gradients, parameters] };
  }
  const x = tf.tensor1d(first);
  if (operation.op === 'sum') return { step: () => tf.sum(x), disposable: [x] };
  const y = tf.tensor1d(second);
  return { step: () => tf.tidy(() => x.mul(y).add(x).relu()), disposable: [x, y] };
}
