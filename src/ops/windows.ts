import { add, constant, divide, opaque, type Sym, scale } from '../core/symbolic.ts';
import type { Bound } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';

/**
 * Where a window reads along one axis: element k of window o is at
 * (o * stride + k * dilation + offset) / spread, and 0 where that is no element of the axis.
 */
export interface Window {
  /** Elements of a window. */
  readonly kernel: number;
  /** How many windows there are. */
  readonly windows: number;
  readonly stride: number;
  /** May be negative: the window is then read backwards. */
  readonly dilation: number;
  /** Minus the padding in front. */
  readonly offset: number;
  /** Zeros stand between the elements of the axis, so that they are this far apart. */
  readonly spread: number;
}

/** The windows through which element `i` of an axis of length `n` is seen: those of the derivative. */
export const adjoint = (window: Window, n: number): Window => ({
  kernel: window.kernel,
  windows: n,
  stride: window.spread,
  dilation: -window.dilation,
  offset: -window.offset,
  spread: window.stride,
});

/**
 * All windows over the spatial axes of x [rows, ...spatial, channels]: a view of shape
 * [rows, ...windows, ...kernel, channels].
 */
export function windowsOf(x: Tensor, windows: readonly Window[]): Tensor {
  const [rows, ...rest] = x.shape;
  const channels = rest[rest.length - 1];
  const spatial = rest.slice(0, -1);
  const kernel = windows.map((window) => window.kernel);
  const apart = x.reshape([rows, ...spatial, ...kernel.map(() => 1), channels]);
  if (windows.every(isTile)) return tiles(apart, windows);
  return shift(apart.broadcastTo([rows, ...spatial, ...kernel, channels]), windows);
}

/** Side by side, as in most pooling: an element is seen through one window. */
const isTile = ({ kernel, stride, dilation, spread }: Window): boolean =>
  stride === kernel && dilation === 1 && spread === 1;

/** Windows of x [rows, ...spatial, ...1, channels] by cutting it up: the derivative has nothing to add up. */
function tiles(x: Tensor, windows: readonly Window[]): Tensor {
  const rank = windows.length;
  const covered = windows.map((window) => ({
    ...window,
    windows: window.windows * window.kernel,
    stride: 1,
  }));
  const cut = shift(x, covered).reshape([
    x.shape[0],
    ...windows.flatMap((window) => [window.windows, window.kernel]),
    x.shape[x.rank - 1],
  ]);
  const axes = windows.map((_, d) => 1 + 2 * d);
  return cut.transpose([0, ...axes, ...axes.map((axis) => axis + 1), 1 + 2 * rank]);
}

/** Moves x [rows, ...spatial, ...kernel, channels] along each spatial axis by what the kernel axis says. */
function shift(x: Tensor, windows: readonly Window[]): Tensor {
  const rank = windows.length;
  const spatial = x.shape.slice(1, 1 + rank);
  const positions = (index: readonly Sym[]): Sym[] =>
    windows.map(({ stride, dilation, offset }, d) =>
      add(add(scale(index[1 + d], stride), scale(index[1 + rank + d], dilation)), constant(offset)),
    );
  return apply(
    {
      kind: 'view',
      name: 'windows',
      attributes: JSON.stringify(
        windows.map(({ stride, dilation, offset, spread }) => [stride, dilation, offset, spread]),
      ),
      index: (index) => [
        index[0],
        ...positions(index).map((position, d) => within(position, spatial[d], windows[d].spread)),
        ...index.slice(1 + rank),
      ],
      inside: (index) =>
        positions(index).map(
          (position, d): Bound => ({
            position,
            end: Math.max((spatial[d] - 1) * windows[d].spread + 1, 0),
            step: windows[d].spread,
          }),
        ),
      gradient: ({ dy }) => [
        shift(
          dy,
          windows.map((window, d) => adjoint(window, spatial[d])),
        ),
      ],
    },
    [x],
    [x.shape[0], ...windows.map((window) => window.windows), ...x.shape.slice(1 + rank)],
    x.dtype,
  );
}

/** position / spread, which the bounds keep inside of the axis wherever it counts. */
function within(position: Sym, length: number, spread: number): Sym {
  if (position.min >= 0 && position.max < length * spread) return divide(position, spread);
  const text = spread === 1 ? `(${position.text})` : `((${position.text}) / ${spread}u)`;
  return opaque(text, length, position.variables);
}
