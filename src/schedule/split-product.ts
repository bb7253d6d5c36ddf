import type { Tensor } from '../graph/tensor.ts';
import { sum } from '../ops/sum.ts';
import { matmulDomain, matmulOp } from './kernel.ts';

/** The smallest tiles of the matmul kernels for GPUs have so many rows and columns. */
const TILE = 32;
/** Fewer tiles than this leave most of a GPU without work, */
const FEW_TILES = 64;
/** and a workgroup that adds up so many terms takes longer than a second dispatch does, */
const MANY_TERMS = 512;
/** with parts at least so long. */
const TERMS_OF_PART = 96;

/**
 * A matrix product of few results with many terms each, such as the derivative of a convolution's
 * kernel, as a batch of partial products and their sum ("split-K"); null for every other product.
 */
export function splitProduct(node: Tensor): Tensor | null {
  const { m, n, k } = matmulDomain(node);
  const tiles = Math.ceil(m / TILE) * Math.ceil(n / TILE);
  if (node.rank !== 2 || tiles >= FEW_TILES || k < MANY_TERMS) return null;
  const most = Math.min(Math.ceil((2 * FEW_TILES) / tiles), k / TERMS_OF_PART);
  const parts = partsOf(k, most);
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

/** The most parts of equal length, which should be whole tiles, or at least whole vectors. */
function partsOf(k: number, most: number): number {
  for (const unit of [16, 4]) {
    for (let parts = Math.floor(most); parts > 1; parts--) if (k % (parts * unit) === 0) return parts;
  }
  return 1;
}
