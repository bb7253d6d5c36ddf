import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { gather } from './gather.ts';

/**
 * Rows of `table` [words, width] for int32 `indices` of any shape: [...indices.shape, width]. Its
 * derivative adds up what repeated indices get. Keras: Embedding.
 *
 * @formula y[..i, :] = table[indices[..i], :]
 * @shape table [words, width], indices [...i] → [...i, width]
 * @gradient dtable[k] = sum of dy[..i] over all i for which indices[..i] = k
 * @example
 * gl.embedding([[1, 2], [3, 4]], [1, 0, 1])
 * // [[3. 4.]
 * //  [1. 2.]
 * //  [3. 4.]]
 */
export function embedding(table: TensorLike, indices: TensorLike): Tensor {
  const rows = convert(table);
  if (rows.rank !== 2) {
    throw new ShapeError(
      `embedding: expected a table of shape [words, width], got ${shapeText(rows.shape)}.`,
    );
  }
  return gather(rows, indices);
}
