import { sizeOf } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';
import { arange, onesLike } from './creation.ts';
import { type PerAxis, perAxis, requireImage, windowsFor } from './geometry.ts';
import { withGradient } from './stop-gradient.ts';
import { where } from './where.ts';
import { type Window, windowsOf } from './windows.ts';

export interface PoolOptions {
  /** Steps between windows. Default: the size of the pool. */
  readonly strides?: PerAxis;
  /** Default 'valid'. Padding takes no part: it is neither a maximum nor counted in a mean. */
  readonly padding?: 'valid' | 'same';
}

/**
 * Largest element of each window of x [rows, steps, channels]; see maxPool2d. Keras: ops.max_pool.
 *
 * @formula y[r, i, c] = max over k of x[r, i * stride + k, c]
 * @shape x [rows, steps, channels] → [rows, windows, channels]
 * @gradient dy goes to the first of the largest elements of each window
 * @example gl.maxPool1d(gl.tensor([1, 4, 2, 3], [1, 4, 1])).reshape([-1]) // [4. 3.]
 */
export const maxPool1d = (x: TensorLike, poolSize: PerAxis = 2, options: PoolOptions = {}): Tensor =>
  maxPool('maxPool1d', 1, x, poolSize, options);

/**
 * Largest element of each window of x [rows, height, width, channels]. The derivative goes to the
 * first of equals, as in TensorFlow. Keras: ops.max_pool.
 *
 * @formula y[r, i, j, c] = max over k, l of x[r, i * stride + k, j * stride + l, c]
 * @shape x [rows, height, width, channels] → [rows, ..., channels]
 * @gradient dy goes to the first of the largest elements of each window
 * @example
 * gl.maxPool2d(gl.arange(16).reshape([1, 4, 4, 1])).reshape([2, 2])
 * // [[ 5.  7.]
 * //  [13. 15.]]
 */
export const maxPool2d = (x: TensorLike, poolSize: PerAxis = 2, options: PoolOptions = {}): Tensor =>
  maxPool('maxPool2d', 2, x, poolSize, options);

/**
 * Mean of each window of x [rows, steps, channels]. Keras: ops.average_pool.
 *
 * @formula y[r, i, c] = mean over k of x[r, i * stride + k, c]
 * @shape x [rows, steps, channels] → [rows, windows, channels]
 * @gradient dy / n goes to each of the n elements of a window
 * @example gl.averagePool1d(gl.tensor([1, 4, 2, 3], [1, 4, 1])).reshape([-1]) // [2.5 2.5]
 */
export const averagePool1d = (x: TensorLike, poolSize: PerAxis = 2, options: PoolOptions = {}): Tensor =>
  averagePool('averagePool1d', 1, x, poolSize, options);

/**
 * Mean of each window of x [rows, height, width, channels]. Keras: ops.average_pool.
 *
 * @formula y[r, i, j, c] = mean over k, l of x[r, i * stride + k, j * stride + l, c]
 * @shape x [rows, height, width, channels] → [rows, ..., channels]
 * @gradient dy / n goes to each of the n elements of a window
 * @example
 * gl.averagePool2d(gl.arange(16).reshape([1, 4, 4, 1])).reshape([2, 2])
 * // [[ 2.5  4.5]
 * //  [10.5 12.5]]
 */
export const averagePool2d = (x: TensorLike, poolSize: PerAxis = 2, options: PoolOptions = {}): Tensor =>
  averagePool('averagePool2d', 2, x, poolSize, options);

/**
 * Largest element of each row and channel of x [rows, ...spatial, channels]: [rows, channels].
 *
 * @formula y[r, c] = max over i of x[r, ..i, c]
 * @shape x [rows, ..., channels] → [rows, channels]
 * @gradient dx = dy / ties where x = y, else 0
 * @example gl.globalMaxPool([[[1, 10], [3, 20]]]) // [[ 3. 20.]]
 */
export const globalMaxPool = (x: TensorLike): Tensor =>
  overSpace('globalMaxPool', x, (t, axes) => t.max(axes));

/**
 * Mean of each row and channel of x [rows, ...spatial, channels]: [rows, channels].
 *
 * @formula y[r, c] = mean over i of x[r, ..i, c]
 * @shape x [rows, ..., channels] → [rows, channels]
 * @gradient dx = dy / n, repeated
 * @example gl.globalAveragePool([[[1, 10], [3, 20]]]) // [[ 2. 15.]]
 */
export const globalAveragePool = (x: TensorLike): Tensor =>
  overSpace('globalAveragePool', x, (t, axes) => t.mean(axes));

function maxPool(call: string, rank: number, x: TensorLike, poolSize: PerAxis, options: PoolOptions): Tensor {
  const { input, windows, results, pool } = prepare(call, rank, x, poolSize, options);
  const channels = input.shape[rank + 1];
  const flat = [...results, pool, channels];
  let elements = windowsOf(input, windows).reshape(flat);
  if (isPadded(input, windows)) {
    const isElement = windowsOf(onesLike(input), windows).reshape(flat).notEqual(0);
    elements = where(isElement, elements, Number.NEGATIVE_INFINITY);
  }
  const axis = rank + 1;
  return withGradient(elements.max(axis), [elements], ({ inputs: [all], dy }) => {
    const first = all.argMax(axis).expandDims(axis);
    return [dy.expandDims(axis).where(first.equal(arange(pool).reshape([pool, 1])), 0)];
  });
}

function averagePool(
  call: string,
  rank: number,
  x: TensorLike,
  poolSize: PerAxis,
  options: PoolOptions,
): Tensor {
  const { input, windows, pool } = prepare(call, rank, x, poolSize, options);
  const axes = windows.map((_, d) => 1 + rank + d);
  const total = windowsOf(input, windows).sum(axes);
  if (!isPadded(input, windows)) return total.mul(1 / pool);
  return total.div(windowsOf(onesLike(input), windows).sum(axes));
}

interface Prepared {
  readonly input: Tensor;
  readonly windows: readonly Window[];
  /** Rows, then windows along each axis. */
  readonly results: readonly number[];
  /** Elements of a window. */
  readonly pool: number;
}

function prepare(
  call: string,
  rank: number,
  x: TensorLike,
  poolSize: PerAxis,
  { strides, padding }: PoolOptions,
): Prepared {
  const input = cast(convert(x), 'float32');
  requireImage(call, input, rank);
  const kernel = perAxis(call, 'poolSize', poolSize, rank);
  const windows = windowsFor(input.shape, { call, kernel, strides: strides ?? kernel, padding });
  const results = [input.shape[0], ...windows.map((window) => window.windows)];
  return { input, windows, results, pool: sizeOf(kernel) };
}

const isPadded = (x: Tensor, windows: readonly Window[]): boolean =>
  windows.some(
    ({ windows: count, stride, kernel, offset }, d) =>
      offset < 0 || (count - 1) * stride + kernel > x.shape[1 + d],
  );

function overSpace(call: string, x: TensorLike, reduce: (x: Tensor, axes: number[]) => Tensor): Tensor {
  const input = cast(convert(x), 'float32');
  requireImage(call, input, Math.max(input.rank - 2, 1));
  return reduce(input, [...input.shape.keys()].slice(1, -1));
}
