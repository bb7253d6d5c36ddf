import { operationRunner, type Runner } from '../../engine.ts';
import type { Kernel } from '../../workloads/workload.ts';
import { parameter } from './layer.ts';
import { addProduct, addProductTransposedA, addProductTransposedB } from './matmul.ts';
import { optimizer } from './optimizers.ts';

export function operate({ operation }: Kernel, operands: readonly Float32Array<ArrayBuffer>[]): Runner {
  return operationRunner({
    step: stepOf(operation, operands),
    finished: async () => {},
    read: async (result) => result,
    drop: () => {},
    dispose: () => {},
    enter: () => {},
  });
}

function stepOf(
  operation: Kernel['operation'],
  [first, second]: readonly Float32Array<ArrayBuffer>[],
): () => Float32Array {
  if (operation.op === 'matmul') {
    const { m, k, n, transposeA, transposeB } = operation;
    const add = transposeA ? addProductTransposedA : transposeB ? addProductTransposedB : addProduct;
    const product = new Float32Array(m * n);
    return () => {
      product.fill(0);
      add(product, first, second, [m, k, n]);
      return product;
    };
  }
  if (operation.op === 'adam') {
    const weights = { ...parameter(first), gradients: second };
    const update = optimizer({ name: 'adam', learningRate: 1e-3 }, [weights]);
    return () => {
      update();
      return weights.values;
    };
  }
  if (operation.op === 'sum') {
    return () => {
      let sum = 0;
      for (let k = 0; k < first.length; k++) sum += first[k];
      return Float32Array.of(sum);
    };
  }
  const result = new Float32Array(operation.size);
  return () => {
    for (let k = 0; k < result.length; k++) {
      result[k] = Math.max(0, first[k] * second[k] + first[k]);
    }
    return result;
  };
}
