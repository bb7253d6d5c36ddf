import wgsl from '../../shaders/sort/order.wgsl';
import { ArgumentError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxis, sizeOf } from '../core/shape.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { SortOptions, TensorLike, TopK } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { cast } from './cast.ts';
import { concat } from './concat.ts';
import { convert } from './convert.ts';
import { arange, full } from './creation.ts';
import { HIGHEST_INT } from './max.ts';
import { scatter } from './scatter.ts';
import { search } from './search.ts';

const { order_key, precedes, reversed_key } = wgsl.functions;

/** Rows up to this length are sorted by counting, for each element, those in front of it. */
const SHORT = 256;
/** Sorted runs that one pass merges. */
const WAYS = 8;

/**
 * Elements in ascending order along an axis (default: the last). NaN counts as larger than every
 * number: it comes last, or first when descending. -0 equals 0. NumPy: sort.
 *
 * @formula y[i] = x[argSort(x)[i]]
 * @gradient dx[argSort(x)[i]] = dy[i]
 * @example gl.sort([3, 1, 2]) // [1. 2. 3.]
 */
export function sort(x: TensorLike, axis = -1, options: SortOptions = {}): Tensor {
  return sortAlong('sort', x, axis, options, (rows) => rows);
}

/**
 * int32 positions of the elements in the order of sort(); equal elements stay in the order in which
 * they stand, also when descending. NumPy: argsort(kind='stable').
 *
 * @formula x[y[0]] <= x[y[1]] <= ...
 * @gradient Not differentiable.
 * @example gl.argSort([3, 1, 2]) // [1 2 0]
 */
export function argSort(x: TensorLike, axis = -1, options: SortOptions = {}): Tensor {
  return sortAlong('argSort', x, axis, options, positionsOf);
}

/**
 * The k largest elements along the last axis, largest first, and their int32 positions; of equals
 * the first. NaN counts as largest. TensorFlow: math.top_k.
 *
 * @formula values[i] = x[indices[i]], values[0] >= values[1] >= ...
 * @shape x [..., n] → values and indices [..., k]
 * @gradient dx[indices[i]] = the derivative of values[i], elsewhere 0
 * @example
 * gl.topK([3, 1, 2], 2).values // [3. 2.]
 * gl.topK([3, 1, 2], 2).indices // [0 2]
 */
export function topK(x: TensorLike, k: number): TopK {
  const given = convert(x);
  const n = given.shape[normalizeAxis('topK', -1, given.rank)];
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new ArgumentError(
      `topK: expected k from 0 to ${n}, the last length of shape ${shapeText(given.shape)}, got ${k}.`,
    );
  }
  const rows = given.reshape([sizeOf(given.shape.slice(0, -1)), n]);
  const [values, indices] = sortRows(keysOf(rows, true), [rows, positionsOf(rows)], k);
  const shape = [...given.shape.slice(0, -1), k];
  return { values: values.reshape(shape), indices: indices.reshape(shape) };
}

/** 0, 1, ... along the last of two axes. */
export const positionsOf = (rows: Tensor): Tensor => arange(rows.shape[1]).broadcastTo(rows.shape);

/**
 * Tensors [count, n], with their columns in the order of int32 keys; the first `keep` of them. Short
 * rows take one dispatch. Long ones are cut into runs, each sorted like a short row; then every pass
 * merges eight of them, in which an element finds its place by bisecting the others.
 */
export function sortRows(keys: Tensor, others: readonly Tensor[], keep = keys.shape[1]): Tensor[] {
  const [count, n] = keys.shape;
  if (keys.size === 0 || keep === 0) return others.map((x) => x.slice([0, 0], [count, keep]));
  const passes = Math.max(0, Math.ceil(Math.log(n / SHORT) / Math.log(WAYS)));
  if (passes === 0) {
    const places = ranks(keys);
    return others.map((x) => scatter(x, places, 1, keep));
  }
  let runs = WAYS ** passes;
  let length = Math.ceil(n / runs);
  const filled = (x: Tensor, value: number): Tensor =>
    runs * length === n ? x : concat([x, full([count, runs * length - n], value, x.dtype)], 1);
  // The last key of all, and last among its equals: what fills rows up stays at their end.
  let moved = [filled(keys, HIGHEST_INT), ...others.map((x) => filled(x, 0))];
  const move = (rank: (keys: Tensor) => Tensor): void => {
    const shaped = moved.map((x) => x.reshape([count * runs, length]));
    const places = rank(shaped[0]);
    moved = shaped.map((x) => scatter(x, places, 1));
  };
  move(ranks);
  while (runs > 1) {
    runs /= WAYS;
    length *= WAYS;
    move(mergedRanks);
  }
  return moved.slice(1).map((x) => x.slice([0, 0], [count, keep]));
}

/** For each key of rows [count, n], how many stand in front of it. */
function ranks(keys: Tensor): Tensor {
  const [count, n] = keys.shape;
  const shape = [count, n, n];
  const places = arange(n);
  const isEarlier = places.less(places.reshape([n, 1])).broadcastTo(shape);
  const inputs = [keys.expandDims(1).broadcastTo(shape), keys.expandDims(2).broadcastTo(shape), isEarlier];
  const inFront = { kind: 'map', name: 'precedes', fn: precedes, cost: 4, gradient: null } as const;
  return apply(inFront, inputs, shape, 'bool').sum(2);
}

/** For each key of rows that are made of sorted runs, how many of the row stand in front of it. */
function mergedRanks(keys: Tensor): Tensor {
  const [count, length] = keys.shape;
  const n = length / WAYS;
  const shape = [count, WAYS, length];
  const own = arange(WAYS).repeat(n);
  const place = arange(n).tile([WAYS]);
  const other = arange(WAYS).reshape([WAYS, 1]);
  const values = keys.reshape([count, 1, length]).broadcastTo(shape);
  // Equal elements keep their order: those of earlier runs stand in front.
  const inOther = search(keys.reshape([count, WAYS, n]), values, other.less(own));
  return place.where(other.equal(own).broadcastTo(shape), inOther).sum(1);
}

/** int32 keys in whose order the elements of x are sorted. */
function keysOf(x: Tensor, descending: boolean): Tensor {
  const map = (fn: WgslFunction, input: Tensor, cost: number): Tensor =>
    apply({ kind: 'map', name: 'sortKey', fn, cost, gradient: null }, [input], input.shape, 'int32');
  const keys = x.dtype === 'float32' ? map(order_key, x, 4) : cast(x, 'int32');
  return descending ? map(reversed_key, keys, 1) : keys;
}

/** Sorts along any axis what `sorted` makes of the rows. */
function sortAlong(
  call: string,
  x: TensorLike,
  axis: number,
  { descending = false }: SortOptions,
  sorted: (rows: Tensor) => Tensor,
): Tensor {
  const given = convert(x);
  const along = normalizeAxis(call, axis, given.rank);
  const order = [...given.shape.keys()].filter((d) => d !== along).concat(along);
  const moved = given.transpose(order);
  const n = given.shape[along];
  const rows = moved.reshape([given.size / Math.max(n, 1), n]);
  const [result] = sortRows(keysOf(rows, descending), [sorted(rows)]);
  return result.reshape(moved.shape).transpose(order.map((_, d) => order.indexOf(d)));
}
