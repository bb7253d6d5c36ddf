import type { Tensor } from '../graph/tensor.ts';
import { sum } from '../ops/sum.ts';
import { matmulDomain, matmulOp } from './kernel.ts';

/**
 * A matrix product of few results with many terms each, such as the derivative of a convolution's
 * kernel, as a batch of `parts` partial products and their sum ("split-K").
 */
export function splitProduct(node: Tensor, parts: number): Tensor {
  const { m, n, k } = matmulDomain(node);
  const { transposeA, transposeB } = matmulOp(node);
  const [a, b] = node.inputs;
  const left = transposeA ? a.reshape([parts, k / parts, m]) : columnsApart(a, parts);
  const right = transposeB ? columnsApart(b, parts) : b.reshape([parts, k / parts, n]);
  return sum(left.matmul(right, { transposeA, transposeB }), 0);
}

/** [rows, columns] as [parts, rows, columns / parts]. */
const columnsApart = (x: Tensor, parts: number): Tensor =>
  x.reshape([x.shape[0], parts, x.shape[1] / parts]).transpose([1, 0, 2]);
