/**
 * A small float64 n-dimensional array: what the tests compute their expected values with.
 * It shares no code with src/, so that no mistake can be on both sides of a comparison.
 */

/** A dense row-major array. Booleans are 0 and 1, integers are whole numbers. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Nested = number | boolean | readonly Nested[];
export type NdArrayLike = NdArray | Nested;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

export function isNdArray(value: unknown): value is NdArray {
  return typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;
}

/** Wraps flat values (copied) in a shape. */
export function fromFlat(values: Iterable<number>, shape: readonly number[]): NdArray {
  const data = Float64Array.from(values);
  if (data.length !== sizeOf(shape)) {
    throw new Error(`fromFlat: ${data.length} values do not fill the shape [${shape}]`);
  }
  return { shape: [...shape], data };
}

/** Makes an array of nested lists, a number, or an array (returned as it is). */
export function array(value: NdArrayLike): NdArray {
  if (isNdArray(value)) {
    return value;
  }
  const shape: number[] = [];
  for (let level: Nested = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
  }
  return fromFlat([value].flat(Number.POSITIVE_INFINITY as 1).map(Number), shape);
}

export function full(shape: readonly number[], value: number): NdArray {
  return { shape: [...shape], data: new Float64Array(sizeOf(shape)).fill(value) };
}

export function toNested(a: NdArray): Nested {
  const build = (depth: number, offset: number): Nested => {
    if (depth === a.shape.length) {
      return a.data[offset];
    }
    const inner = sizeOf(a.shape.slice(depth + 1));
    return Array.from({ length: a.shape[depth] }, (_, i) => build(depth + 1, offset + i * inner));
  };
  return build(0, 0);
}

/** Rounds every value to float32, so that an engine in float32 starts from exactly the same numbers. */
export function toFloat32(a: NdArray): NdArray {
  return map(a, Math.fround);
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, i) => sizeOf(shape.slice(i + 1)));
}

/** NumPy's rule: shapes are aligned at their ends, and a 1 stretches. */
export function broadcastShapes(...shapes: (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) => {
    const sizes = shapes.map((shape) => shape[i - rank + shape.length] ?? 1);
    const others = sizes.filter((n) => n !== 1);
    if (others.some((n) => n !== others[0])) {
      throw new Error(`broadcastShapes: ${shapes.map((shape) => `[${shape}]`).join(' and ')} do not match`);
    }
    return others[0] ?? 1;
  });
}

/** Calls `visit` with every index of a shape, in row-major order; the index array is reused. */
export function forEachIndex(shape: readonly number[], visit: (index: number[], flat: number) => void): void {
  const index = shape.map(() => 0);
  const size = sizeOf(shape);
  for (let flat = 0; flat < size; flat++) {
    visit(index, flat);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) {
        break;
      }
      index[axis] = 0;
    }
  }
}

/** Builds an array from a function of the index. */
export function generate(shape: readonly number[], f: (index: number[], flat: number) => number): NdArray {
  const out = full(shape, 0);
  forEachIndex(shape, (index, flat) => {
    out.data[flat] = f(index, flat);
  });
  return out;
}

export function broadcastTo(a: NdArray, shape: readonly number[]): NdArray {
  if (a.shape.length === shape.length && a.shape.every((n, i) => n === shape[i])) {
    return a;
  }
  if (String(broadcastShapes(a.shape, shape)) !== String(shape)) {
    throw new Error(`broadcastTo: [${a.shape}] does not stretch to [${shape}]`);
  }
  const lead = shape.length - a.shape.length;
  const strides = stridesOf(a.shape).map((stride, i) => (a.shape[i] === 1 ? 0 : stride));
  return generate(shape, (index) => {
    let offset = 0;
    for (let i = 0; i < strides.length; i++) {
      offset += strides[i] * index[lead + i];
    }
    return a.data[offset];
  });
}

export function map(a: NdArray, f: (x: number) => number): NdArray {
  return { shape: a.shape, data: a.data.map((x) => f(x)) };
}

/** Applies `f` to the elements of all arrays, broadcast against each other. */
export function zip(f: (...values: number[]) => number, ...arrays: NdArray[]): NdArray {
  const shape = broadcastShapes(...arrays.map((a) => a.shape));
  const same = arrays.map((a) => broadcastTo(a, shape).data);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) {
    data[i] = f(...same.map((values) => values[i]));
  }
  return { shape, data };
}

export type Axis = number | readonly number[] | undefined;

/** Turns an axis argument into a sorted list of axes from 0; none means all. */
export function axesOf(axis: Axis, rank: number): number[] {
  const list = axis === undefined ? Array.from({ length: rank }, (_, i) => i) : [axis].flat();
  return list.map((i) => (i < 0 ? i + rank : i)).sort((a, b) => a - b);
}

/** Reduces some axes: `f` gets the values that fall together, in row-major order. */
export function reduce(
  a: NdArray,
  axis: Axis,
  f: (values: Float64Array) => number,
  { keepDims = false }: { keepDims?: boolean } = {},
): NdArray {
  const axes = axesOf(axis, a.shape.length);
  const kept = a.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const moved = transpose(a, [...kept, ...axes]);
  const outer = kept.map((i) => a.shape[i]);
  const inner = sizeOf(axes.map((i) => a.shape[i]));
  const data = new Float64Array(sizeOf(outer)).map((_, i) =>
    f(moved.data.subarray(i * inner, (i + 1) * inner)),
  );
  const shape = keepDims ? a.shape.map((n, i) => (axes.includes(i) ? 1 : n)) : outer;
  return { shape, data };
}

/** Sums what broadcasting had spread, so that the result has the given shape: broadcasting's derivative. */
export function sumTo(a: NdArray, shape: readonly number[]): NdArray {
  const lead = a.shape.length - shape.length;
  const axes = a.shape
    .map((_, i) => i)
    .filter((i) => i < lead || (shape[i - lead] === 1 && a.shape[i] !== 1));
  const summed = reduce(a, axes, (values) => values.reduce((s, x) => s + x, 0));
  return { shape: [...shape], data: summed.data };
}

export function reshape(a: NdArray, shape: readonly number[]): NdArray {
  const known = sizeOf(shape.filter((n) => n !== -1));
  return fromFlat(
    a.data,
    shape.map((n) => (n === -1 ? a.data.length / known : n)),
  );
}

/** Reorders the axes; without a permutation, reverses them. */
export function transpose(a: NdArray, perm: readonly number[] = a.shape.map((_, i) => i).reverse()): NdArray {
  if (perm.every((axis, i) => axis === i)) {
    return a;
  }
  const strides = stridesOf(a.shape);
  const moved = perm.map((axis) => strides[axis]);
  return generate(
    perm.map((axis) => a.shape[axis]),
    (index) => a.data[index.reduce((offset, i, k) => offset + i * moved[k], 0)],
  );
}

export interface MatmulOptions {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** The product over the last two axes; leading axes broadcast. */
export function matmul(a: NdArray, b: NdArray, { transposeA, transposeB }: MatmulOptions = {}): NdArray {
  const [ar, ac] = a.shape.slice(-2);
  const [br, bc] = b.shape.slice(-2);
  const [m, k] = transposeA ? [ac, ar] : [ar, ac];
  const [k2, n] = transposeB ? [bc, br] : [br, bc];
  if (k !== k2) {
    throw new Error(`matmul: [${a.shape}] and [${b.shape}] do not fit`);
  }
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const left = broadcastTo(a, [...batch, ar, ac]).data;
  const right = broadcastTo(b, [...batch, br, bc]).data;
  const out = full([...batch, m, n], 0);
  for (let block = 0; block < sizeOf(batch); block++) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let total = 0;
        for (let l = 0; l < k; l++) {
          const x = left[block * m * k + (transposeA ? l * m + i : i * k + l)];
          const y = right[block * k * n + (transposeB ? j * k + l : l * n + j)];
          total += x * y;
        }
        out.data[(block * m + i) * n + j] = total;
      }
    }
  }
  return out;
}

/** The block that starts at `begin`; a size of -1 means the rest of that axis. */
export function slice(a: NdArray, begin: readonly number[], size: readonly number[]): NdArray {
  const shape = size.map((n, i) => (n === -1 ? a.shape[i] - begin[i] : n));
  const strides = stridesOf(a.shape);
  return generate(shape, (index) => {
    const offset = index.reduce((sum, i, axis) => sum + (begin[axis] + i) * strides[axis], 0);
    return a.data[offset];
  });
}

export function concat(list: readonly NdArray[], axis = 0): NdArray {
  const at = axis < 0 ? axis + list[0].shape.length : axis;
  const outer = sizeOf(list[0].shape.slice(0, at));
  const length = list.reduce((sum, a) => sum + a.shape[at], 0);
  const out = full(
    list[0].shape.map((n, i) => (i === at ? length : n)),
    0,
  );
  let offset = 0;
  for (let i = 0; i < outer; i++) {
    for (const { data } of list) {
      const chunk = data.length / outer;
      out.data.set(data.subarray(i * chunk, (i + 1) * chunk), offset);
      offset += chunk;
    }
  }
  return out;
}

/** Takes slices along an axis, as NumPy's `take`. */
export function gather(a: NdArray, indices: NdArray, axis = 0): NdArray {
  const at = axis < 0 ? axis + a.shape.length : axis;
  const strides = stridesOf(a.shape);
  const rank = indices.shape.length;
  const shape = [...a.shape.slice(0, at), ...indices.shape, ...a.shape.slice(at + 1)];
  const indexStrides = stridesOf(indices.shape);
  return generate(shape, (index) => {
    const where = index.slice(at, at + rank).reduce((sum, i, k) => sum + i * indexStrides[k], 0);
    const source = [...index.slice(0, at), indices.data[where], ...index.slice(at + rank)];
    return a.data[source.reduce((sum, i, k) => sum + i * strides[k], 0)];
  });
}

/** A new last axis of `depth` with a single 1; an index out of range gives zeros. */
export function oneHot(indices: NdArray, depth: number): NdArray {
  return generate([...indices.shape, depth], (index, flat) =>
    indices.data[Math.floor(flat / depth)] === index[index.length - 1] ? 1 : 0,
  );
}

/** The rows with these numbers, along the first axis. */
export function rows(a: NdArray, numbers: readonly number[]): NdArray {
  return gather(a, fromFlat(numbers, [numbers.length]));
}
