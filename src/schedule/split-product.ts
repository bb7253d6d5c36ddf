import type { Tensor } from '../graph/tensor.ts';
import { sum } from '../ops/sum.ts';
import { matmulDomain, matmulOp } from './kernel.ts';

/** The matmul kernel for GPUs computes results in tiles of so many rows and columns. */
const TILE = 32;
/** Fewer tiles than this leave most of a GPU without work, */
const FEW_TILES = 64;
/** and sums of at least so many terms make up for a second dispatch, */
const MANY_TERMS = 4096;
/** each part of them so long. */
const TERMS_OF_PART = 1024;

/**
 * A matrix product of few results with many terms each, such as the derivative of a convolution's
 * kernel, as a batch of partial products and their sum ("split-K"); null for every other product.
 */
export function splitProduct(node: Tensor): Tensor | null {
  const { m, n, k } = matmulDomain(node);
  const tiles = Math.ceil(m / TILE) * Math.ceil(n / TILE);
  if (node.rank !== 2 || tiles >= FEW_TILES || k < MANY_TERMS) return null;
  const parts = largestDivisor(k, Math.min(Math.ceil((2 * FEW_TILES) / tiles), k / TERMS_OF_PART));
  if (parts === 1) return null;
  const { transposeA, transposeB } = matmulOp(node);
  const [a, b] = node.inputs;
  const left = transposeA ? a.reshape([parts, k / parts, m]) : columnsApart(a, parts);
  const right = transposeB ? columnsApart(b, parts) : b.reshape([parts, k / parts, n]);
  return sum(left.matmul(right, { transposeA, transposeB }), 0);
}

/** [rows, columns] as [parts, rows, columns / parts]. */
const columnsApart = (x: Tensor, parts: number): Tensor =>
  x.reshape([x.shape[0], parts, x.shape[1] / parts]).transpose([1, 0, 2]);

function largestDivisor(n: number, most: number): number {
  for (let divisor = Math.floor(most); divisor > 1; divisor--) if (n % divisor === 0) return divisor;
  return 1;
}
