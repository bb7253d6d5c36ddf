import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { add, constant, scale } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

type Bounds = readonly (number | null)[];

/**
 * x[begin:end:stride] for each axis, as Python's slices: negative positions count from the end,
 * null (and axes beyond the lists) means the whole axis, bounds outside of it are moved to its ends,
 * and a negative stride runs backwards. Default stride 1. A view.
 *
 * @formula y[i] = x[begin + i * stride]
 * @shape n along an axis → ceil((end - begin) / stride)
 * @gradient dx[begin + i * stride] = dy[i], elsewhere 0
 * @example gl.stridedSlice([1, 2, 3, 4, 5], [4], [null], [-2]) // [5. 3. 1.]
 */
export function stridedSlice(
  x: TensorLike,
  begin: Bounds,
  end: Bounds = [],
  strides: readonly number[] = [],
): Tensor {
  const input = convert(x);
  const { shape } = input;
  const longest = Math.max(begin.length, end.length, strides.length);
  const whole = [...begin, ...end].every((n) => n === null || Number.isInteger(n));
  if (longest > input.rank || !whole || strides.some((step) => !Number.isInteger(step) || step === 0)) {
    throw new ArgumentError(
      `stridedSlice: begin ${shapeText(begin.map(Number))}, end ${shapeText(end.map(Number))} and strides ` +
        `${shapeText(strides)} do not suit shape ${shapeText(shape)}: expected at most ${input.rank} of each, ` +
        'integers, and no stride of 0.',
    );
  }
  const ranges = shape.map((n, d) => range(n, begin[d] ?? null, end[d] ?? null, strides[d] ?? 1));
  if (ranges.every(({ first, count, step }, d) => step === 1 && first === 0 && count === shape[d]))
    return input;
  return apply(
    {
      kind: 'view',
      name: 'stridedSlice',
      attributes: ranges.map(({ first, step }) => `${first}:${step}`).join(', '),
      index: (index) => index.map((i, d) => add(constant(ranges[d].first), scale(i, ranges[d].step))),
      gradient: ({ dy }) => [ranges.reduce((t, one, d) => spreadOut(t, d, one, shape[d]), dy)],
    },
    [input],
    ranges.map(({ count }) => count),
    input.dtype,
  );
}

interface Range {
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

/** Python's slice.indices(). */
function range(n: number, begin: number | null, end: number | null, step: number): Range {
  const [lowest, highest] = step > 0 ? [0, n] : [-1, n - 1];
  const inside = (at: number): number => Math.min(Math.max(at < 0 ? at + n : at, lowest), highest);
  const first = begin === null ? (step > 0 ? lowest : highest) : inside(begin);
  const stop = end === null ? (step > 0 ? highest : lowest) : inside(end);
  const count = Math.max(0, Math.ceil((stop - first) / step));
  return { first: count === 0 ? 0 : first, count, step: count <= 1 ? 1 : step };
}

/** The derivative: elements back at their positions in an axis of length n, zeros between them. */
function spreadOut(dy: Tensor, axis: number, { first, count, step }: Range, n: number): Tensor {
  const distance = Math.abs(step);
  const from = step < 0 ? first + (count - 1) * step : first;
  const padAxis = (x: Tensor, at: number, before: number, after: number): Tensor =>
    x.pad(x.shape.map((_, d) => (d === at ? [before, after] : [0, 0])));
  const resized = (length: number): number[] => dy.shape.map((m, d) => (d === axis ? length : m));
  const ordered = step < 0 ? dy.flip(axis) : dy;
  const gaps = padAxis(ordered.expandDims(axis + 1), axis + 1, 0, distance - 1);
  // The last gap may reach beyond the end.
  const kept = Math.min(count * distance, n - from);
  const begin = dy.shape.map(() => 0);
  const spread = gaps.reshape(resized(count * distance)).slice(begin, resized(kept));
  return padAxis(spread, axis, from, n - from - kept);
}
