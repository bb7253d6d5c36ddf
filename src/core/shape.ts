import { ArgumentError, ShapeError } from './errors.ts';
import { shapeText } from './messages.ts';

export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((n, d) => n === b[d]);

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = stride;
    stride *= shape[d];
  }
  return strides;
}

/** The common shape of two operands by NumPy's rules. */
export function broadcastShapes(call: string, a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  const result = new Array<number>(rank);
  for (let d = 0; d < rank; d++) {
    const m = a[d - rank + a.length] ?? 1;
    const n = b[d - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(
        `${call}: shapes ${shapeText(a)} and ${shapeText(b)} do not broadcast: ` +
          `axis ${d - rank} has ${m} and ${n}. Make them equal, or one of them 1.`,
      );
    }
    result[d] = m === 1 ? n : m;
  }
  return result;
}

/** An axis in [0, rank); negative axes count from the end. */
export function normalizeAxis(call: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ArgumentError(
      `${call}: axis ${axis} is out of range for rank ${rank}; expected ${-rank} to ${rank - 1}.`,
    );
  }
  return axis < 0 ? axis + rank : axis;
}

/** Sorted unique axes; undefined means all of them. */
export function normalizeAxes(
  call: string,
  axes: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, d) => d);
  const list = (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis(call, axis, rank));
  const unique = [...new Set(list)].sort((a, b) => a - b);
  if (unique.length !== list.length) {
    throw new ArgumentError(`${call}: axes ${shapeText([...list])} name an axis twice.`);
  }
  return unique;
}

export function validateShape(call: string, shape: Shape): void {
  for (const n of shape) {
    if (!Number.isInteger(n) || n < 0) {
      throw new ShapeError(`${call}: shape ${shapeText(shape)} must hold non-negative integers only.`);
    }
  }
}
