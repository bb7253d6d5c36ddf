/**
 * The expected value of every operation of the Tensor API, by the same name, in float64.
 * Where a definition has a choice (NaN, ties, 0), NumPy's is taken.
 */

import {
  type Axis,
  array,
  concat as joinArrays,
  map,
  type NdArray,
  type NdArrayLike,
  reduce,
  reshape as reshapeArray,
  zip,
} from './array.ts';

export { broadcastTo, gather, matmul, oneHot, reshape, slice, transpose } from './array.ts';
export { einsum } from './einsum.ts';
export * from './rows.ts';
export * from './shapes.ts';

type Unary = (x: NdArrayLike) => NdArray;
type Binary = (a: NdArrayLike, b: NdArrayLike) => NdArray;

const unary =
  (f: (x: number) => number): Unary =>
  (x) =>
    map(array(x), f);
const binary =
  (f: (a: number, b: number) => number): Binary =>
  (a, b) =>
    zip((x, y) => f(x, y), array(a), array(b));
const comparison = (f: (a: number, b: number) => boolean): Binary => binary((a, b) => Number(f(a, b)));

export const add = binary((a, b) => a + b);
export const sub = binary((a, b) => a - b);
export const mul = binary((a, b) => a * b);
export const div = binary((a, b) => a / b);
/** As in C and NumPy, 1 to any power is 1, and so is -1 to an infinite one, where JavaScript has NaN. */
export const pow = binary((a, b) =>
  a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b,
);
/** The sign of the divisor, as in Python; `%` of JavaScript is exact. */
const remainder = (a: number, b: number): number => {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
};
export const mod = binary(remainder);
export const floorDiv = binary((a, b) => {
  if (b === 0) return a / b;
  const rest = remainder(a, b);
  return Number.isFinite(b) ? Math.round((a - rest) / b) : rest - a && -1;
});
export const squaredDifference = binary((a, b) => (a - b) ** 2);
export const atan2 = binary(Math.atan2);
export const maximum = binary(Math.max);
export const minimum = binary(Math.min);

export const equal = comparison((a, b) => a === b);
export const notEqual = comparison((a, b) => a !== b);
export const less = comparison((a, b) => a < b);
export const lessEqual = comparison((a, b) => a <= b);
export const greater = comparison((a, b) => a > b);
export const greaterEqual = comparison((a, b) => a >= b);
export const logicalAnd = comparison((a, b) => a !== 0 && b !== 0);
export const logicalOr = comparison((a, b) => a !== 0 || b !== 0);
export const logicalNot = unary((x) => Number(x === 0));

export const neg = unary((x) => -x);
export const exp = unary(Math.exp);
export const log = unary(Math.log);
export const sqrt = unary(Math.sqrt);
export const square = unary((x) => x * x);
export const abs = unary(Math.abs);
export const sign = unary(Math.sign);
export const reciprocal = unary((x) => 1 / x);
export const relu = unary((x) => Math.max(x, 0));
export const sigmoid = unary((x) => 1 / (1 + Math.exp(-x)));
export const tanh = unary(Math.tanh);
export const softplus = unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
export const expm1 = unary(Math.expm1);
export const log1p = unary(Math.log1p);
export const rsqrt = unary((x) => 1 / Math.sqrt(Math.abs(x) === 0 ? 0 : x));
export const sin = unary(Math.sin);
export const cos = unary(Math.cos);
export const tan = unary(Math.tan);
export const asin = unary(Math.asin);
export const acos = unary(Math.acos);
export const atan = unary(Math.atan);
export const sinh = unary(Math.sinh);
export const cosh = unary(Math.cosh);
export const asinh = unary(Math.asinh);
export const acosh = unary(Math.acosh);
export const atanh = unary(Math.atanh);
export const floor = unary(Math.floor);
export const ceil = unary(Math.ceil);
/** Halves go to the even neighbour. */
export const round = unary((x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)));

/** A series for |x| < 2.5. */
function erfSeries(x: number): number {
  let term = (2 * x) / Math.sqrt(Math.PI);
  let total = 0;
  for (let n = 0; n < 80; n++) {
    total += term / (2 * n + 1);
    term *= -(x * x) / (n + 1);
  }
  return total;
}
/** 1 - erf(x) for x >= 2.5: a continued fraction. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / fraction / Math.sqrt(Math.PI);
}
export const erf = unary((x) =>
  Math.abs(x) < 2.5 ? erfSeries(x) : Math.sign(x) * (1 - erfcFraction(Math.abs(x))),
);
function erfc(x: number): number {
  if (Math.abs(x) < 2.5) return 1 - erfSeries(x);
  return x < 0 ? 2 - erfcFraction(-x) : erfcFraction(x);
}

const logistic = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
/** x * share(x), with the limit 0 at -infinity. */
const gated = (share: (x: number) => number): Unary =>
  unary((x) => (x === Number.NEGATIVE_INFINITY ? 0 : x * share(x)));
export const gelu = gated((x) => erfc(-x / Math.SQRT2) / 2);
export const geluTanh = gated((x) => logistic(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
export const silu = gated(logistic);
export const mish = gated((x) => Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))));
export const logSigmoid = unary((x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))));
export const softsign = unary((x) =>
  Math.abs(x) === Number.POSITIVE_INFINITY ? Math.sign(x) : x / (1 + Math.abs(x)),
);
export const hardSigmoid = unary((x) => Math.min(Math.max(x / 6 + 0.5, 0), 1));
export const hardSilu = gated((x) => Math.min(Math.max(x / 6 + 0.5, 0), 1));
export const relu6 = unary((x) => Math.min(Math.max(x, 0), 6));
export const leakyRelu = (x: NdArrayLike, slope = 0.2): NdArray =>
  map(array(x), (v) => (v < 0 ? slope * v : v));
export const elu = (x: NdArrayLike, alpha = 1): NdArray =>
  map(array(x), (v) => (v > 0 ? v : alpha * Math.expm1(v)));
export const selu = unary((x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)));
const nan = unary((x) => Number(Number.isNaN(x)));
export const isInf = unary((x) => Number(Math.abs(x) === Number.POSITIVE_INFINITY));

export { nan as isNaN };

const finite = unary((x) => Number(Number.isFinite(x)));

export { finite as isFinite };
export const zerosLike = unary(() => 0);
export const onesLike = unary(() => 1);
export const stopGradient = unary((x) => x);

export function clip(x: NdArrayLike, low: number, high: number): NdArray {
  return map(array(x), (value) => Math.min(Math.max(value, low), high));
}

export function where(condition: NdArrayLike, a: NdArrayLike, b: NdArrayLike): NdArray {
  return zip((test, yes, no) => (test !== 0 ? yes : no), array(condition), array(a), array(b));
}

const toInt32 = (x: number): number =>
  Number.isNaN(x) ? 0 : Math.min(Math.max(Math.trunc(x), -(2 ** 31)), 2 ** 31 - 1);

/** int32 truncates towards zero and saturates, bool asks whether the value differs from 0. */
export function cast(x: NdArrayLike, dtype: 'float32' | 'int32' | 'bool'): NdArray {
  const convert = { float32: Math.fround, int32: toInt32, bool: (value: number) => Number(value !== 0) };
  return map(array(x), convert[dtype]);
}

interface ReduceOptions {
  keepDims?: boolean;
}
type Reduction = (x: NdArrayLike, axis?: Axis, options?: ReduceOptions) => NdArray;

const reduction =
  (f: (values: Float64Array) => number): Reduction =>
  (x, axis, options) =>
    reduce(array(x), axis, f, options);

const total = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0);
const largest = (values: Float64Array): number =>
  values.reduce((best, x) => Math.max(best, x), Number.NEGATIVE_INFINITY);
const smallest = (values: Float64Array): number => -largest(values.map((x) => -x));

export const sum = reduction(total);
export const mean = reduction((values) => total(values) / values.length);
export const max = reduction(largest);
export const min = reduction(smallest);

const firstPlace = (values: Float64Array, wanted: number): number =>
  values.findIndex((x) => x === wanted || (Number.isNaN(x) && Number.isNaN(wanted)));

/** The first place of the largest value, or of NaN. */
export function argMax(x: NdArrayLike, axis = -1): NdArray {
  return reduce(array(x), axis, (values) => firstPlace(values, largest(values)));
}

/** The first place of the smallest value, or of NaN. */
export function argMin(x: NdArrayLike, axis = -1): NdArray {
  return reduce(array(x), axis, (values) => firstPlace(values, smallest(values)));
}

export function logSoftmax(x: NdArrayLike, axis = -1): NdArray {
  const shifted = sub(x, max(x, axis, { keepDims: true }));
  return sub(shifted, log(sum(exp(shifted), axis, { keepDims: true })));
}

export function softmax(x: NdArrayLike, axis = -1): NdArray {
  return exp(logSoftmax(x, axis));
}

export function concat(list: readonly NdArrayLike[], axis = 0): NdArray {
  return joinArrays(list.map(array), axis);
}

export function expandDims(x: NdArrayLike, axis = 0): NdArray {
  const a = array(x);
  const at = axis < 0 ? axis + a.shape.length + 1 : axis;
  return reshapeArray(a, [...a.shape.slice(0, at), 1, ...a.shape.slice(at)]);
}

/** Removes the given axes of size 1, or all of them. */
export function squeeze(x: NdArrayLike, axis?: Axis): NdArray {
  const a = array(x);
  const axes = axis === undefined ? undefined : [axis].flat().map((i) => (i < 0 ? i + a.shape.length : i));
  return reshapeArray(
    a,
    a.shape.filter((n, i) => n !== 1 || (axes !== undefined && !axes.includes(i))),
  );
}

export function arange(start: number, stop?: number, step = 1): NdArray {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  return array(Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step));
}
