import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { arange } from './creation.ts';
import { softmax } from './softmax.ts';

export interface AttentionOptions {
  /** bool, broadcasts to [..., queries, keys]: true where a query may see a key. A query that sees none gives 0. */
  readonly mask?: TensorLike;
  /** Query i sees keys 0 to i only. Default false. */
  readonly causal?: boolean;
  /** What the products are multiplied by. Default 1 / sqrt(depth). */
  readonly scale?: number;
}

/** Far below any score, yet finite: a row of it alone is no NaN. */
const UNSEEN = -1e30;

/**
 * Values, averaged with weights that say how well each key fits a query.
 * Vaswani et al. 2017, arXiv:1706.03762. Keras: ops.dot_product_attention (with the heads among the
 * leading axes).
 *
 * @formula y = w value, w = softmax(query keyᵀ * scale)
 * @shape query [..., queries, depth], key [..., keys, depth], value [..., keys, width] → [..., queries,
 *   width]
 * @gradient dvalue = wᵀ dy, dquery = ds key * scale, dkey = dsᵀ query * scale, ds = w * (dw - sum(dw * w)),
 *   dw = dy valueᵀ
 * @example
 * const keys = [[1, 0], [0, 1]];
 * gl.scaledDotProductAttention([[100, 0]], keys, [[1, 2], [3, 4]]) // [[1. 2.]]
 */
export function scaledDotProductAttention(
  query: TensorLike,
  key: TensorLike,
  value: TensorLike,
  { mask, causal = false, scale }: AttentionOptions = {},
): Tensor {
  const [q, k, v] = [query, key, value].map((x) => cast(convert(x), 'float32'));
  const fits =
    [q, k, v].every(({ rank }) => rank >= 2) && last(q, 1) === last(k, 1) && last(k, 2) === last(v, 2);
  if (!fits) {
    throw new ShapeError(
      'scaledDotProductAttention: expected query [..., queries, depth], key [..., keys, depth] and value ' +
        `[..., keys, width], got ${[q, k, v].map(({ shape }) => shapeText(shape)).join(', ')}.`,
    );
  }
  const scores = q.matmul(k, { transposeB: true }).mul(scale ?? 1 / Math.sqrt(Math.max(last(q, 1), 1)));
  const seen = visible(mask, causal, last(q, 2), last(k, 2));
  if (!seen) return softmax(scores).matmul(v);
  const weights = softmax(scores.where(seen, UNSEEN));
  return weights.where(seen, 0).matmul(v);
}

const last = ({ shape }: Tensor, n: number): number => shape[shape.length - n];

function visible(
  mask: TensorLike | undefined,
  causal: boolean,
  queries: number,
  keys: number,
): Tensor | null {
  const given = mask === undefined ? null : cast(convert(mask), 'bool');
  if (!causal) return given;
  const past = arange(queries).expandDims(1).greaterEqual(arange(keys));
  return given ? given.logicalAnd(past) : past;
}
