import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import type { PadOptions, TensorLike } from '../graph/methods.ts';
import { literal, type Tensor } from '../graph/tensor.ts';
import { concat } from './concat.ts';
import { convert } from './convert.ts';
import { slice } from './slice.ts';

/**
 * x with more elements in front of and behind each axis, whose numbers `widths` gives in pairs.
 * 'constant' (default) fills them with `value` (default 0), 'edge' repeats the outermost element,
 * 'reflect' mirrors x about it. NumPy: pad.
 *
 * @formula y[i] = x[i - before] inside, the value of the mode outside
 * @shape n along an axis → before + n + after
 * @gradient dx = dy without the padding; for edge and reflect plus what the copies get
 * @example gl.pad([1, 2, 3], [[1, 2]], { mode: 'edge' }) // [1. 1. 2. 3. 3. 3.]
 */
export function pad(
  x: TensorLike,
  widths: readonly (readonly [before: number, after: number])[],
  { mode = 'constant', value = 0 }: PadOptions = {},
): Tensor {
  const input = convert(x);
  if (widths.length !== input.rank || widths.flat().some((n) => !Number.isInteger(n) || n < 0)) {
    throw new ArgumentError(
      `pad: expected ${input.rank} pairs of non-negative integers for shape ${shapeText(input.shape)}, got ` +
        `[${widths.map(shapeText).join(', ')}].`,
    );
  }
  const extend = { constant: (...side: Side) => filled(value, ...side), edge, reflect }[mode];
  if (!extend) throw new ArgumentError(`pad: expected mode 'constant', 'edge' or 'reflect', got '${mode}'.`);
  return widths.reduce((t, [before, after], d) => {
    if (before + after === 0) return t;
    if (mode !== 'constant' && t.shape[d] === 0) {
      throw new ShapeError(
        `pad: axis ${d} of shape ${shapeText(t.shape)} is empty: there is nothing to repeat.`,
      );
    }
    return extend(t, d, before, after);
  }, input);
}

type Side = readonly [x: Tensor, axis: number, before: number, after: number];

const resized = ({ shape }: Tensor, axis: number, n: number): number[] =>
  shape.map((m, d) => (d === axis ? n : m));

const part = (x: Tensor, axis: number, begin: number, n: number): Tensor =>
  slice(
    x,
    x.shape.map((_, d) => (d === axis ? begin : 0)),
    resized(x, axis, n),
  );

/** Leaves empty pieces out. */
const joined = (pieces: readonly Tensor[], axis: number): Tensor =>
  concat(
    pieces.filter((piece) => piece.shape[axis] > 0),
    axis,
  );

function filled(value: number, ...[x, axis, before, after]: Side): Tensor {
  const side = (n: number): Tensor => literal(value, x.dtype).broadcastTo(resized(x, axis, n));
  return joined([side(before), x, side(after)], axis);
}

function edge(...[x, axis, before, after]: Side): Tensor {
  const side = (at: number, n: number): Tensor => part(x, axis, at, 1).broadcastTo(resized(x, axis, n));
  return joined([side(0, before), x, side(x.shape[axis] - 1, after)], axis);
}

/** Mirrors as often as it takes, each time what there is by then. */
function reflect(...[x, axis, before, after]: Side): Tensor {
  const n = x.shape[axis];
  if (n === 1) return edge(x, axis, before, after);
  const left = Math.min(before, n - 1);
  const right = Math.min(after, n - 1);
  const mirrored = joined(
    [part(x, axis, 1, left).flip(axis), x, part(x, axis, n - 1 - right, right).flip(axis)],
    axis,
  );
  const done = left === before && right === after;
  return done ? mirrored : reflect(mirrored, axis, before - left, after - right);
}
