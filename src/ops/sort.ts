import { ArgumentError, shapeText } from '../core/errors.ts';
import { normalizeAxis, sizeOf } from '../core/shape.ts';
import type { SortOptions, TensorLike, TopK } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { cast } from './cast.ts';
import { concat } from './concat.ts';
import { convert } from './convert.ts';
import { arange, full } from './creation.ts';
import { HIGHEST_INT, LOWEST_INT } from './max.ts';
import { scatter } from './scatter.ts';
import { orderOf, search } from './search.ts';

/** Rows up to this length are sorted by counting, for each element, those in front of it. */
const BLOCK = 256;
/** Sorted runs that one pass merges. */
const WAYS = 8;

/**
 * Elements in ascending order along an axis (default: the last). NaN counts as larger than every
 * number: it comes last, or first when descending. -0 equals 0. NumPy: sort.
 */
export function sort(x: TensorLike, axis = -1, options: SortOptions = {}): Tensor {
  const given = convert(x);
  const result = sorted(
    'sort',
    given,
    axis,
    options,
    (rows, descending) => sortRows(rows, [], descending)[0],
  );
  return cast(result, given.dtype);
}

/**
 * int32 positions of the elements in the order of sort(); equal elements stay in the order in which
 * they stand, also when descending. NumPy: argsort(kind='stable').
 */
export function argSort(x: TensorLike, axis = -1, options: SortOptions = {}): Tensor {
  const indicesOf = (rows: Tensor, descending: boolean): Tensor =>
    sortRows(rows, [positionsOf(rows)], descending)[1];
  return sorted('argSort', convert(x), axis, options, indicesOf);
}

/**
 * The k largest elements along the last axis, largest first, and their int32 positions; of equals
 * the first. NaN counts as largest. TensorFlow: math.top_k.
 */
export function topK(x: TensorLike, k: number): TopK {
  const given = convert(x);
  const n = given.shape[normalizeAxis('topK', -1, given.rank)];
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new ArgumentError(
      `topK: expected k from 0 to ${n}, the last length of shape ${shapeText(given.shape)}, got ${k}.`,
    );
  }
  const keys = sortable(given);
  const shape = [...given.shape.slice(0, -1), k];
  const rows = keys.reshape([sizeOf(given.shape.slice(0, -1)), n]);
  const [values, indices] = sortRows(rows, [positionsOf(rows)], true, k);
  return { values: cast(values.reshape(shape), given.dtype), indices: indices.reshape(shape) };
}

/** 0, 1, ... along the last of two axes. */
export const positionsOf = (rows: Tensor): Tensor => arange(rows.shape[1]).broadcastTo(rows.shape);

/**
 * Sorts rows [count, n], the first `keep` elements of each, and moves other rows of the same shape
 * along. Short rows take one dispatch. Long ones are cut into blocks, each sorted like a short one;
 * then every pass merges eight neighbours, in which an element finds its place by bisection.
 */
export function sortRows(
  rows: Tensor,
  others: readonly Tensor[],
  descending = false,
  keep = rows.shape[1],
): Tensor[] {
  const [count, n] = rows.shape;
  if (rows.size === 0 || keep === 0) return [rows, ...others].map((x) => x.slice([0, 0], [count, keep]));
  const passes = Math.max(0, Math.ceil(Math.log(n / BLOCK) / Math.log(WAYS)));
  let runs = WAYS ** passes;
  const block = Math.ceil(n / runs);
  const padded = runs * block;
  let moved = [rows, ...others].map((x, k) => {
    if (padded === n) return x;
    return concat([x, full([count, padded - n], k === 0 ? lastKey(rows, descending) : 0, x.dtype)], 1);
  });
  const move = (places: Tensor, shape: readonly number[], length?: number): void => {
    moved = moved.map((x) => scatter(x.reshape(shape), places, shape.length - 1, length));
  };
  const first = [count * runs, block];
  move(ranks(moved[0].reshape(first), descending), first, passes === 0 ? keep : block);
  for (; runs > 1; runs /= WAYS) {
    const run = padded / runs;
    const groups = (count * runs) / WAYS;
    move(mergedRanks(moved[0].reshape([groups, WAYS, run]), descending), [groups, WAYS * run]);
  }
  return moved.map((x) => (passes === 0 ? x : x.reshape([count, padded]).slice([0, 0], [count, keep])));
}

/** For each element of rows [count, n], how many stand in front of it. */
function ranks(rows: Tensor, descending: boolean): Tensor {
  const [count, n] = rows.shape;
  const shape = [count, n, n];
  const places = arange(n);
  const isEarlier = places.less(places.reshape([n, 1])).broadcastTo(shape);
  const fn = orderOf(rows.dtype, descending);
  const inputs = [rows.expandDims(1).broadcastTo(shape), rows.expandDims(2).broadcastTo(shape), isEarlier];
  return apply({ kind: 'map', name: 'precedes', fn, cost: 4, gradient: null }, inputs, shape, 'bool').sum(2);
}

/** For each element of groups of sorted runs [groups, runs, n], its place in the merged group. */
function mergedRanks(runs: Tensor, descending: boolean): Tensor {
  const [groups, ways, n] = runs.shape;
  const shape = [groups, ways, ways * n];
  const own = arange(ways)
    .reshape([ways, 1])
    .broadcastTo([ways, n])
    .reshape([1, ways * n]);
  const place = arange(n)
    .broadcastTo([ways, n])
    .reshape([ways * n]);
  const other = arange(ways).reshape([ways, 1]);
  const values = runs.reshape([groups, 1, ways * n]).broadcastTo(shape);
  // Equal elements keep their order: those of earlier runs stand in front.
  const inOther = search(runs, values, other.less(own), descending);
  return place.where(other.equal(own).broadcastTo(shape), inOther).sum(1);
}

function sorted(
  call: string,
  given: Tensor,
  axis: number,
  { descending = false }: SortOptions,
  sortRowsOf: (rows: Tensor, descending: boolean) => Tensor,
): Tensor {
  const along = normalizeAxis(call, axis, given.rank);
  const order = [...given.shape.keys()].filter((d) => d !== along).concat(along);
  const moved = sortable(given).transpose(order);
  const n = given.shape[along];
  return sortRowsOf(moved.reshape([given.size / Math.max(n, 1), n]), descending)
    .reshape(moved.shape)
    .transpose(order.map((_, d) => order.indexOf(d)));
}

const sortable = (x: Tensor): Tensor => (x.dtype === 'bool' ? cast(x, 'int32') : x);

/** What fills a row up sorts behind everything, since it comes last among its equals. */
function lastKey({ dtype }: Tensor, descending: boolean): number {
  if (dtype === 'int32') return descending ? LOWEST_INT : HIGHEST_INT;
  return descending ? Number.NEGATIVE_INFINITY : Number.NaN;
}
