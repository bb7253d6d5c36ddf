import type { DType } from '../core/dtype.ts';
import type { Shape } from '../core/shape.ts';
import type { Sym } from '../core/symbolic.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { Tensor } from './tensor.ts';

/**
 * What an operation is to the scheduler. A dozen kinds are enough for every operation:
 *
 * - `leaf`: no inputs; a value that exists before the kernel runs (or an index or a literal);
 * - `map`: a WGSL function of elements at the same index;
 * - `view`: an element of the input at another index, or 0 outside of bounds; costs arithmetic, never a copy;
 * - `gather`: an element of `data` whose index along one axis is read from `indices`;
 * - `search`: how many elements of a sorted row stand in front of a value;
 * - `scatter`: an element is stored at an index along one axis that is read from `indices`;
 * - `concat`: one of several inputs, chosen by the index along one axis;
 * - `reduce`: a combination of elements along axes;
 * - `scan`: a running combination of the elements along one axis;
 * - `matmul`: a (batched) matrix product;
 * - `pack`: inputs side by side at aligned offsets of one flat buffer, written in place.
 */
export type Op =
  | LeafOp
  | MapOp
  | ViewOp
  | GatherOp
  | SearchOp
  | ScatterOp
  | ConcatOp
  | ReduceOp
  | ScanOp
  | MatmulOp
  | PackOp;
export type OpKind = Op['kind'];

export interface GradientContext {
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** The derivative of the final scalar with respect to `output`. */
  readonly dy: Tensor;
  /** Whether anybody asks for the derivative with respect to input k. */
  readonly needs: readonly boolean[];
}

/** One derivative per input, null where the operation does not depend smoothly on it. */
export type GradientRule = (context: GradientContext) => readonly (Tensor | null)[];

interface OpBase {
  readonly name: string;
  /** null: the output is piecewise constant or integer; the derivative is zero everywhere. */
  readonly gradient: GradientRule | null;
  /** What `print` shows behind the name. */
  readonly attributes?: string;
}

export interface LeafOp extends OpBase {
  readonly kind: 'leaf';
  readonly source: LeafSource;
}

export type LeafSource =
  /** A number in the program text (jit) or in the program's literal buffer (eager). */
  | { readonly type: 'literal'; readonly value: number }
  /** Data on the CPU, uploaded on first use. */
  | { readonly type: 'data' }
  /** The position along one axis. */
  | { readonly type: 'iota'; readonly axis: number }
  /** The value of a variable when the program starts. */
  | { readonly type: 'variable'; readonly variable: Tensor }
  /** Argument number k of a jitted function. */
  | { readonly type: 'argument'; readonly position: number };

export interface MapOp extends OpBase {
  readonly kind: 'map';
  readonly fn: WgslFunction;
  /** Rough cost in arithmetic instructions; decides what is worth recomputing. */
  readonly cost: number;
}

export interface ViewOp extends OpBase {
  readonly kind: 'view';
  /** The input's index for an index of the output. */
  readonly index: (index: readonly Sym[]) => readonly Sym[];
  /** What must hold of an index of the output; elsewhere the element is 0. Absent: it always holds. */
  readonly inside?: (index: readonly Sym[]) => readonly Bound[];
}

/** `position` lies in [0, end) and is a multiple of `step`. */
export interface Bound {
  readonly position: Sym;
  readonly end: number;
  readonly step: number;
}

export interface GatherOp extends OpBase {
  readonly kind: 'gather';
  readonly axis: number;
  /** The indices have the shape of the result; else they are one for each slice of `data`. */
  readonly aligned: boolean;
}

/** Inputs: rows sorted along their last axis, values of shape [...rows, ...any], and what ties do (bool). */
export interface SearchOp extends OpBase {
  readonly kind: 'search';
  /** (element of the row, value, ties) -> whether the element stands in front of the value */
  readonly precedes: WgslFunction;
}

/**
 * Inputs: data, and indices that name every place of the result once; data for places past the end is dropped.
 * What is assigned to a variable may have fewer places: the others keep what the variable held.
 */
export interface ScatterOp extends OpBase {
  readonly kind: 'scatter';
  readonly axis: number;
}

export interface ConcatOp extends OpBase {
  readonly kind: 'concat';
  readonly axis: number;
}

/** How a reduction combines two elements, in any order. */
export interface Reducer {
  readonly combine: WgslFunction;
  /** What leaves the other operand of `combine` unchanged. */
  readonly identity: number;
}

export interface ReduceOp extends OpBase {
  readonly kind: 'reduce';
  readonly axes: readonly number[];
  readonly reducer: Reducer;
}

/**
 * - `sum`, `product`: running + a, running * a;
 * - `linear`: a * running + b;
 * - `segments`: a running sum of a that begins anew where b is false.
 */
export type ScanForm = 'sum' | 'product' | 'linear' | 'segments';

export interface ScanOp extends OpBase {
  readonly kind: 'scan';
  readonly axis: number;
  readonly form: ScanForm;
  /** (running value, ...elements) -> running value; it begins with 1 in a product, else with 0. */
  readonly step: WgslFunction;
  /** From the last element to the first. */
  readonly reverse: boolean;
  /** Each result is the running value in front of its element. */
  readonly exclusive: boolean;
}

export interface MatmulOp extends OpBase {
  readonly kind: 'matmul';
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export interface PackOp extends OpBase {
  readonly kind: 'pack';
  /** Where each input begins, in elements. */
  readonly offsets: readonly number[];
}

/** What an operation's builder hands to `apply`. */
export interface Application {
  readonly op: Op;
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  readonly dtype: DType;
}
