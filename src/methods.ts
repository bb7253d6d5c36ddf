import { StateError } from './core/errors.ts';
import { installExecutor } from './eager/execute.ts';
import { print } from './eager/print.ts';
import { executor } from './graph/executor.ts';
import type { ArrayValue, TensorMethods } from './graph/methods.ts';
import { Tensor } from './graph/tensor.ts';
import { currentValue } from './graph/variable.ts';
import { installConversion } from './ops/convert.ts';
import {
  abs, acos, acosh, add, all, any, argMax, argMin, argSort, asin, asinh, atan, atan2, atanh, broadcastTo,
  cast, ceil, clip, cos, cosh, cumprod, cumsum, div, dot, equal, exp, expandDims, expm1, flip, floor,
  // biome-ignore lint/suspicious/noShadowRestrictedNames: the names that NumPy and Keras give them
  floorDiv, gather, greater, greaterEqual, isFinite, isInf, isNaN, less, lessEqual, log, log1p, logicalAnd,
  logicalNot, logicalOr, logSoftmax, logSumExp, matmul, max, maximum, mean, min, minimum, mod, mul, neg,
  norm, notEqual, outer, pad, pow, prod, reciprocal, relu, repeat, reshape, round, rsqrt, scatterAdd,
  sigmoid, sign, sin, sinh, slice, softmax, softplus, sort, split, sqrt, square, squaredDifference, squeeze,
  std, stridedSlice, sub, sum, take, takeAlongAxis, tan, tanh, tile, topK, transpose, unstack, variance,
  where,
} from './ops/index.ts'; // biome-ignore format: a table

type Callable = (self: Tensor, ...rest: never[]) => unknown;

/** Functions whose first argument is the tensor itself. What is not named here stays out of bundles that do not use it. */
const METHODS = {
  abs, acos, acosh, add, all, any, argMax, argMin, argSort, asin, asinh, atan, atan2, atanh, broadcastTo,
  cast, ceil, clip, cos, cosh, cumprod, cumsum, div, dot, equal, exp, expandDims, expm1, flip, floor,
  floorDiv, gather, greater, greaterEqual, isFinite, isInf, isNaN, less, lessEqual, log, log1p, logicalAnd,
  logicalNot, logicalOr, logSoftmax, logSumExp, matmul, max, maximum, mean, min, minimum, mod, mul, neg,
  norm, notEqual, outer, pad, pow, prod, reciprocal, relu, repeat, reshape, round, rsqrt, scatterAdd,
  sigmoid, sign, sin, sinh, slice, softmax, softplus, sort, split, sqrt, square, squaredDifference, squeeze,
  std, stridedSlice, sub, sum, take, takeAlongAxis, tan, tanh, tile, topK, transpose, unstack, variance,
} satisfies Partial<Record<keyof TensorMethods, Callable>>; // biome-ignore format: a table

const mustAwait = (method: string): StateError =>
  new StateError(
    `${method}Sync: WebGPU cannot wait for a result. Write await tensor.${method}() in an async function.`,
  );

for (const [name, fn] of Object.entries<Callable>(METHODS)) {
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: never[]): unknown {
      return fn(this, ...rest);
    },
  });
}

const rest: Omit<TensorMethods, keyof typeof METHODS> & ThisType<Tensor> = {
  where(condition, otherwise) {
    return where(condition, this, otherwise);
  },
  data() {
    return executor().data(currentValue(this));
  },
  async array() {
    const data = await this.data();
    const value = (i: number): ArrayValue => (this.dtype === 'bool' ? data[i] !== 0 : data[i]);
    const nest = (depth: number, begin: number, size: number): ArrayValue => {
      if (depth === this.rank) return value(begin);
      const n = this.shape[depth];
      const step = size / Math.max(n, 1);
      return Array.from({ length: n }, (_, i) => nest(depth + 1, begin + i * step, step));
    };
    return nest(0, 0, this.size);
  },
  toInt() {
    return this.cast('int32');
  },
  toFloat() {
    return this.cast('float32');
  },
  flatten() {
    return this.reshape([-1]);
  },
  matMul(other, transposeA = false, transposeB = false) {
    return this.matmul(other, { transposeA, transposeB });
  },
  dataSync() {
    throw mustAwait('data');
  },
  arraySync() {
    throw mustAwait('array');
  },
  dispose() {
    this.storage?.dispose();
  },
  print() {
    return print(this);
  },
};

for (const [name, value] of Object.entries(rest)) Object.defineProperty(Tensor.prototype, name, { value });
installConversion();
installExecutor();
