import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { slice } from './slice.ts';

/**
 * Pieces along an axis (default: the first): as many of equal size as `sections` says, or one for
 * each size in a list, whose sum is the axis' length. Views. NumPy: split (which takes positions
 * instead of sizes); TensorFlow: split.
 *
 * @formula y1, y2, ... = the elements of x along the axis, in order
 * @shape n along the axis → n / sections each, or as listed
 * @gradient dx = dy1, dy2, ... put together
 * @example
 * gl.split([1, 2, 3, 4], 2)[1] // [3. 4.]
 * gl.split([1, 2, 3, 4], [1, 3])[1] // [2. 3. 4.]
 */
export function split(x: TensorLike, sections: number | readonly number[], axis = 0): Tensor[] {
  const input = convert(x);
  const along = normalizeAxis('split', axis, input.rank);
  const n = input.shape[along];
  const sizes =
    typeof sections === 'number'
      ? Array.from({ length: Math.max(0, Math.floor(sections)) }, () => n / sections)
      : sections;
  const isWhole = sizes.every((size) => Number.isInteger(size) && size >= 0);
  if (sizes.length === 0 || !isWhole || sizes.reduce((a, b) => a + b, 0) !== n) {
    const wanted = typeof sections === 'number' ? `${sections} equal pieces` : `sizes ${shapeText(sections)}`;
    throw new ShapeError(
      `split: axis ${along} of shape ${shapeText(input.shape)} has ${n} elements and cannot be cut into ${wanted}.`,
    );
  }
  let begin = 0;
  return sizes.map((size) => {
    const from = input.shape.map((_, d) => (d === along ? begin : 0));
    begin += size;
    return slice(
      input,
      from,
      input.shape.map((m, d) => (d === along ? size : m)),
    );
  });
}
