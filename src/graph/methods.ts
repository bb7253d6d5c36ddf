import type { DType, TypedArray } from '../core/dtype.ts';
import type { Tensor } from './tensor.ts';

/** Numbers, booleans and nested arrays become tensors wherever a tensor is expected. */
export type TensorLike = Tensor | number | boolean | TypedArray | NestedArray;
export type NestedArray = readonly (number | boolean | NestedArray)[];
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
  sum(axis?: Axes, options?: ReduceOptions): Tensor;
  mean(axis?: Axes, options?: ReduceOptions): Tensor;
  max(axis?: Axes, options?: ReduceOptions): Tensor;
  min(axis?: Axes, options?: ReduceOptions): Tensor;
  argMax(axis?: number): Tensor;
  argMin(axis?: number): Tensor;
  reshape(shape: readonly number[]): Tensor;
  transpose(permutation?: readonly number[]): Tensor;
  broadcastTo(shape: readonly number[]): Tensor;
  expandDims(axis: number): Tensor;
  squeeze(axis?: Axes): Tensor;
  slice(begin: readonly number[], size: readonly number[]): Tensor;
  gather(indices: TensorLike, axis?: number): Tensor;
  /** Adds rows of this tensor into a zero tensor of `size` rows at `indices` (first axis). */
  scatterAdd(indices: Tensor, size: number): Tensor;
  /** Zeros in front of and behind each axis. */
  padZeros(before: readonly number[], after: readonly number[]): Tensor;
  cast(dtype: DType): Tensor;
  /** The value as a flat typed array, row-major. Computes what is needed. */
  data(): Promise<TypedArray>;
  /** The value as nested arrays; a number (or boolean) for a scalar. */
  array(): Promise<ArrayValue>;
  /** Gives GPU memory back now instead of when the garbage collector finds the tensor. */
  dispose(): void;
  /** The expression as text, one operation a line. */
  print(): string;
}
