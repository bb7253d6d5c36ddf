/** Operations that move elements or look them up, in float64. */

import {
  array,
  axesOf,
  concat,
  forEachIndex,
  full,
  generate,
  type NdArray,
  type NdArrayLike,
  reshape,
  slice,
} from './array.ts';

const at = ({ data, shape }: NdArray, index: readonly number[]): number =>
  data[index.reduce((offset, i, d) => offset * shape[d] + i, 0)];

export function flip(x: NdArrayLike, axis?: number | readonly number[]): NdArray {
  const a = array(x);
  const axes = axesOf(axis, a.shape.length);
  return generate(a.shape, (index) =>
    at(
      a,
      index.map((i, d) => (axes.includes(d) ? a.shape[d] - 1 - i : i)),
    ),
  );
}

/** The positions that Python's slice begin:end:stride picks from n. */
function picked(n: number, begin: number | null, end: number | null, stride: number): number[] {
  const wrapped = (i: number): number => (i < 0 ? i + n : i);
  const positions: number[] = [];
  if (stride > 0) {
    const stop = end === null ? n : Math.min(wrapped(end), n);
    for (let i = begin === null ? 0 : Math.max(wrapped(begin), 0); i < stop; i += stride) positions.push(i);
  } else {
    const stop = end === null ? -1 : Math.max(wrapped(end), -1);
    for (let i = begin === null ? n - 1 : Math.min(wrapped(begin), n - 1); i > stop; i += stride)
      positions.push(i);
  }
  return positions;
}

export function stridedSlice(
  x: NdArrayLike,
  begin: readonly (number | null)[],
  end: readonly (number | null)[] = [],
  strides: readonly number[] = [],
): NdArray {
  const a = array(x);
  const positions = a.shape.map((n, d) => picked(n, begin[d] ?? null, end[d] ?? null, strides[d] ?? 1));
  return generate(
    positions.map(({ length }) => length),
    (index) =>
      at(
        a,
        index.map((i, d) => positions[d][i]),
      ),
  );
}

/** What lies at position i of an axis of n that goes on beyond its ends; null is the fill value. */
const BEYOND = {
  constant: (i: number, n: number) => (i < 0 || i >= n ? null : i),
  edge: (i: number, n: number) => Math.min(Math.max(i, 0), n - 1),
  reflect(i: number, n: number): number {
    let place = i;
    while (place < 0 || place >= n) place = n === 1 ? 0 : place < 0 ? -place : 2 * (n - 1) - place;
    return place;
  },
};

export function pad(
  x: NdArrayLike,
  widths: readonly (readonly [number, number])[],
  { mode = 'constant', value = 0 }: { mode?: keyof typeof BEYOND; value?: number } = {},
): NdArray {
  const a = array(x);
  return generate(
    a.shape.map((n, d) => n + widths[d][0] + widths[d][1]),
    (index) => {
      const source = index.map((i, d) => BEYOND[mode](i - widths[d][0], a.shape[d]));
      return source.includes(null) ? value : at(a, source as number[]);
    },
  );
}

export function tile(x: NdArrayLike, repetitions: readonly number[]): NdArray {
  const a = array(x);
  const rank = Math.max(a.shape.length, repetitions.length);
  const front = (list: readonly number[]): number[] => [
    ...new Array<number>(rank - list.length).fill(1),
    ...list,
  ];
  const source = reshape(a, front(a.shape));
  const times = front(repetitions);
  return generate(
    source.shape.map((n, d) => n * times[d]),
    (index) =>
      at(
        source,
        index.map((i, d) => i % source.shape[d]),
      ),
  );
}

export function repeat(x: NdArrayLike, times: number | readonly number[], axis?: number): NdArray {
  const given = array(x);
  const a = axis === undefined ? reshape(given, [given.data.length]) : given;
  const [along] = axis === undefined ? [0] : axesOf(axis, a.shape.length);
  const sources = Array.from({ length: a.shape[along] }, (_, i) =>
    new Array<number>(typeof times === 'number' ? times : times[i]).fill(i),
  ).flat();
  return generate(
    a.shape.map((n, d) => (d === along ? sources.length : n)),
    (index) =>
      at(
        a,
        index.map((i, d) => (d === along ? sources[i] : i)),
      ),
  );
}

/** Indices of the result's rank; the other axes broadcast. */
export function takeAlongAxis(x: NdArrayLike, indices: NdArray, axis = -1): NdArray {
  const a = array(x);
  const [along] = axesOf(axis, a.shape.length);
  const shape = a.shape.map((n, d) => (d === along ? indices.shape[d] : Math.max(n, indices.shape[d])));
  const inside = (index: readonly number[], { shape: own }: NdArray): number[] =>
    index.map((i, d) => (own[d] === 1 ? 0 : i));
  return generate(shape, (index) => {
    const place = at(indices, inside(index, indices));
    return at(
      a,
      inside(index, a).map((i, d) => (d === along ? place : i)),
    );
  });
}

/** x [...before, ...indices.shape, ...behind] into zeros of [...before, size, ...behind]. */
export function scatterAdd(x: NdArrayLike, indices: NdArray, size: number, axis = 0): NdArray {
  const a = array(x);
  const rank = indices.shape.length;
  const result = full([...a.shape.slice(0, axis), size, ...a.shape.slice(axis + rank)], 0);
  forEachIndex(a.shape, (index, position) => {
    const place = at(indices, index.slice(axis, axis + rank));
    const target = [...index.slice(0, axis), place, ...index.slice(axis + rank)];
    result.data[target.reduce((offset, i, d) => offset * result.shape[d] + i, 0)] += a.data[position];
  });
  return result;
}

export function stack(list: readonly NdArrayLike[], axis = 0): NdArray {
  const parts = list.map(array);
  const rank = parts[0].shape.length;
  const along = axis < 0 ? axis + rank + 1 : axis;
  return concat(
    parts.map((a) => reshape(a, [...a.shape.slice(0, along), 1, ...a.shape.slice(along)])),
    along,
  );
}

export function split(x: NdArrayLike, sizes: readonly number[], axis = 0): NdArray[] {
  const a = array(x);
  const [along] = axesOf(axis, a.shape.length);
  let begin = 0;
  return sizes.map((size) => {
    const from = a.shape.map((_, d) => (d === along ? begin : 0));
    begin += size;
    return slice(
      a,
      from,
      a.shape.map((n, d) => (d === along ? size : n)),
    );
  });
}
