import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { convert } from './convert.ts';
import { gather } from './gather.ts';

/**
 * x repeated as a whole along each axis; with fewer axes than `repetitions`, x gets axes of length 1
 * in front, and the other way round. A view. NumPy: tile.
 *
 * @formula y[i] = x[i mod n]
 * @shape n along an axis → n * repetitions
 * @gradient dx = dy, summed over the repetitions
 * @example gl.tile([1, 2], [2]) // [1. 2. 1. 2.]
 */
export function tile(x: TensorLike, repetitions: readonly number[]): Tensor {
  const input = convert(x);
  if (repetitions.some((times) => !Number.isInteger(times) || times < 0)) {
    throw new ArgumentError(`tile: expected non-negative integers, got ${shapeText(repetitions)}.`);
  }
  const rank = Math.max(input.rank, repetitions.length);
  const lengths = [...new Array<number>(rank - input.rank).fill(1), ...input.shape];
  const times = [...new Array<number>(rank - repetitions.length).fill(1), ...repetitions];
  return input
    .reshape(lengths.flatMap((n) => [1, n]))
    .broadcastTo(lengths.flatMap((n, d) => [times[d], n]))
    .reshape(lengths.map((n, d) => n * times[d]));
}

/**
 * Each element along an axis repeated: all the same number of times (a view), or each as often as a
 * list says. Without an axis, the elements of x in row-major order. NumPy: repeat.
 *
 * @formula y[i] = x[floor(i / times)]
 * @shape n along the axis → n * times, or the sum of the list
 * @gradient dx = dy, summed over the repetitions
 * @example
 * gl.repeat([1, 2], 2) // [1. 1. 2. 2.]
 * gl.repeat([1, 2], [1, 3]) // [1. 2. 2. 2.]
 */
export function repeat(x: TensorLike, times: number | readonly number[], axis?: number): Tensor {
  const given = convert(x);
  const input = axis === undefined ? given.reshape([given.size]) : given;
  const along = axis === undefined ? 0 : normalizeAxis('repeat', axis, input.rank);
  const n = input.shape[along];
  const counts = typeof times === 'number' ? [times] : times;
  const fits = typeof times === 'number' || times.length === n;
  if (!fits || counts.some((count) => !Number.isInteger(count) || count < 0)) {
    throw new ArgumentError(
      `repeat: expected a non-negative integer or ${n} of them, one for each element along axis ${along} of ` +
        `shape ${shapeText(input.shape)}, got ${typeof times === 'number' ? times : shapeText(times)}.`,
    );
  }
  if (typeof times !== 'number') {
    return gather(
      input,
      Int32Array.from(times.flatMap((count, i) => new Array<number>(count).fill(i))),
      along,
    );
  }
  const repeated = [...input.shape];
  repeated.splice(along + 1, 0, times);
  return input
    .expandDims(along + 1)
    .broadcastTo(repeated)
    .reshape(input.shape.map((m, d) => (d === along ? m * times : m)));
}
