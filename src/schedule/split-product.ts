import type { Tensor } from '../graph/tensor.ts';
import { sum } from '../ops/sum.ts';
import { matmulDomain, matmulOp } from './kernel.ts';
import { chooseMatmul, countOf } from './matmul-variants.ts';

/** When a sum is long enough to be cut into parts that run side by side. */
interface Limits {
  /** Fewer workgroups than this leave most of the adapter without work, */
  readonly fewWorkgroups: number;
  /** and an invocation that adds up so many terms takes longer than a second dispatch does, */
  readonly manyTerms: number;
  /** with parts at least so long. */
  readonly termsOfPart: number;
}

const ON_GPU: Limits = { fewWorkgroups: 64, manyTerms: 512, termsOfPart: 96 };
const ON_CPU: Limits = { fewWorkgroups: 4, manyTerms: 2048, termsOfPart: 512 };

/**
 * A matrix product of few results with many terms each, such as the derivative of a convolution's
 * kernel, as a batch of partial products and their sum ("split-K"); null for every other product.
 */
export function splitProduct(node: Tensor, software: boolean): Tensor | null {
  const domain = matmulDomain(node);
  const { m, n, k } = domain;
  const { fewWorkgroups, manyTerms, termsOfPart } = software ? ON_CPU : ON_GPU;
  const variant = chooseMatmul(domain, software);
  const workgroups = countOf(variant, domain);
  const terms = k / variant.slices;
  if (node.rank !== 2 || workgroups >= fewWorkgroups || terms < manyTerms) return null;
  const parts = partsOf(k, Math.min(Math.ceil((2 * fewWorkgroups) / workgroups), terms / termsOfPart));
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
