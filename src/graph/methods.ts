import type { DType, TypedArray } from '../core/dtype.ts';
import type { Tensor } from './tensor.ts';

/** Numbers, booleans and nested arrays become tensors wherever a tensor is expected. */
export type TensorLike = Tensor | number | boolean | TypedArray | NestedArray;
export type NestedArray = readonly (number | boolean | TypedArray | NestedArray)[];
export type ArrayValue = number | boolean | ArrayValue[];

export interface ReduceOptions {
  /** Keep the reduced axes with length 1. Default false. */
  readonly keepDims?: boolean;
}

export interface MatmulOptions {
  /** Read the last two axes of the first operand swapped. Default false. */
  readonly transposeA?: boolean;
  /** Read the last two axes of the second operand swapped. Default false. */
  readonly transposeB?: boolean;
}

export interface CumulativeOptions {
  /** Leave the element itself out: the first result is 0 (1 for products). Default false. */
  readonly exclusive?: boolean;
  /** Run from the last element to the first. Default false. */
  readonly reverse?: boolean;
}

export interface SortOptions {
  /** The largest first. Default false. */
  readonly descending?: boolean;
}

export interface PadOptions {
  /** 'constant' (default) fills with `value`, 'edge' repeats the outermost element, 'reflect' mirrors about it. */
  readonly mode?: 'constant' | 'edge' | 'reflect';
  /** What 'constant' fills with. Default 0. */
  readonly value?: number;
}

export interface TopK {
  readonly values: Tensor;
  /** int32 positions along the last axis. */
  readonly indices: Tensor;
}

export interface NormOptions extends ReduceOptions {
  /** 1: sum of magnitudes; 2 (default): root of the sum of squares; Infinity: largest magnitude. */
  readonly ord?: number;
}

export interface VarianceOptions extends ReduceOptions {
  /** Subtracted from the number of elements that the sum of squares is divided by. Default 0; 1 for a sample. */
  readonly ddof?: number;
}

type Axes = number | readonly number[];

/**
 * Every method of Tensor. This is also the vocabulary in which gradient rules are written, so
 * that operations need not import one another.
 */
export interface TensorMethods {
  add(other: TensorLike): Tensor;
  sub(other: TensorLike): Tensor;
  mul(other: TensorLike): Tensor;
  div(other: TensorLike): Tensor;
  pow(other: TensorLike): Tensor;
  mod(other: TensorLike): Tensor;
  floorDiv(other: TensorLike): Tensor;
  squaredDifference(other: TensorLike): Tensor;
  atan2(other: TensorLike): Tensor;
  maximum(other: TensorLike): Tensor;
  minimum(other: TensorLike): Tensor;
  equal(other: TensorLike): Tensor;
  notEqual(other: TensorLike): Tensor;
  less(other: TensorLike): Tensor;
  lessEqual(other: TensorLike): Tensor;
  greater(other: TensorLike): Tensor;
  greaterEqual(other: TensorLike): Tensor;
  logicalAnd(other: TensorLike): Tensor;
  logicalOr(other: TensorLike): Tensor;
  logicalNot(): Tensor;
  /** This tensor's elements where `condition` holds, those of `otherwise` elsewhere. */
  where(condition: Tensor, otherwise: TensorLike): Tensor;
  neg(): Tensor;
  exp(): Tensor;
  expm1(): Tensor;
  log(): Tensor;
  log1p(): Tensor;
  sqrt(): Tensor;
  rsqrt(): Tensor;
  sin(): Tensor;
  cos(): Tensor;
  tan(): Tensor;
  asin(): Tensor;
  acos(): Tensor;
  atan(): Tensor;
  sinh(): Tensor;
  cosh(): Tensor;
  asinh(): Tensor;
  acosh(): Tensor;
  atanh(): Tensor;
  floor(): Tensor;
  ceil(): Tensor;
  round(): Tensor;
  square(): Tensor;
  abs(): Tensor;
  sign(): Tensor;
  reciprocal(): Tensor;
  relu(): Tensor;
  sigmoid(): Tensor;
  tanh(): Tensor;
  softplus(): Tensor;
  isFinite(): Tensor;
  isInf(): Tensor;
  isNaN(): Tensor;
  clip(low: number, high: number): Tensor;
  softmax(axis?: number): Tensor;
  logSoftmax(axis?: number): Tensor;
  matmul(other: TensorLike, options?: MatmulOptions): Tensor;
  sum(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  mean(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  max(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  min(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  prod(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  any(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  all(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  logSumExp(axis?: Axes, options?: ReduceOptions | boolean): Tensor;
  variance(axis?: Axes, options?: VarianceOptions): Tensor;
  std(axis?: Axes, options?: VarianceOptions): Tensor;
  norm(axis?: Axes, options?: NormOptions): Tensor;
  argMax(axis?: number): Tensor;
  argMin(axis?: number): Tensor;
  cumsum(axis?: number, options?: CumulativeOptions): Tensor;
  cumprod(axis?: number, options?: CumulativeOptions): Tensor;
  sort(axis?: number, options?: SortOptions): Tensor;
  argSort(axis?: number, options?: SortOptions): Tensor;
  topK(k: number): TopK;
  dot(other: TensorLike): Tensor;
  outer(other: TensorLike): Tensor;
  reshape(shape: readonly number[]): Tensor;
  transpose(permutation?: readonly number[]): Tensor;
  broadcastTo(shape: readonly number[]): Tensor;
  expandDims(axis: number): Tensor;
  squeeze(axis?: Axes): Tensor;
  slice(begin: number | readonly number[], size?: number | readonly number[]): Tensor;
  stridedSlice(
    begin: readonly (number | null)[],
    end?: readonly (number | null)[],
    strides?: readonly number[],
  ): Tensor;
  split(sections: number | readonly number[], axis?: number): Tensor[];
  unstack(axis?: number): Tensor[];
  pad(widths: readonly (readonly [before: number, after: number])[], options?: PadOptions): Tensor;
  tile(repetitions: readonly number[]): Tensor;
  repeat(times: number | readonly number[], axis?: number): Tensor;
  flip(axis?: Axes): Tensor;
  gather(indices: TensorLike, axis?: number): Tensor;
  take(indices: TensorLike, axis?: number): Tensor;
  takeAlongAxis(indices: TensorLike, axis?: number): Tensor;
  scatterAdd(indices: TensorLike, size: number, axis?: number): Tensor;
  cast(dtype: DType): Tensor;
  /** The same as cast('int32'). */
  toInt(): Tensor;
  /** The same as cast('float32'). */
  toFloat(): Tensor;
  /** With one axis. */
  flatten(): Tensor;
  /** TensorFlow.js's spelling of `matmul`. */
  matMul(other: TensorLike, transposeA?: boolean, transposeB?: boolean): Tensor;
  /** The value as a flat typed array, row-major. Computes what is needed. */
  data(): Promise<TypedArray>;
  /** The value as nested arrays; a number (or boolean) for a scalar. */
  array(): Promise<ArrayValue>;
  /** WebGPU cannot wait. @throws StateError that says to await `data()` */
  dataSync(): never;
  /** WebGPU cannot wait. @throws StateError that says to await `array()` */
  arraySync(): never;
  /** Gives GPU memory back now instead of when the garbage collector finds the tensor. */
  dispose(): void;
  /** Writes the values to the console, as `gl.print` does. */
  print(): Promise<void>;
}
