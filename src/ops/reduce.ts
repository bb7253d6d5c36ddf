import type { DType } from '../core/dtype.ts';
import { normalizeAxes } from '../core/shape.ts';
import type { ReduceOptions, TensorLike } from '../graph/methods.ts';
import type { GradientRule, ReduceOp, Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

export type Axes = number | readonly number[];

export interface ReductionDefinition {
  readonly name: string;
  readonly reducer: Reducer;
  /** The result's dtype. Default: the input's. */
  readonly result?: DType;
  readonly gradient?: GradientRule;
}

/** The node of a reduction over normalized axes, the axes removed from the shape. */
export function reduce(definition: ReductionDefinition, x: Tensor, axes: readonly number[]): Tensor {
  const { name, reducer, result = x.dtype, gradient = null } = definition;
  const shape = x.shape.filter((_, d) => !axes.includes(d));
  const op: ReduceOp = {
    kind: 'reduce',
    name,
    reducer,
    axes,
    gradient,
    attributes: `axes ${axes.join(', ')}`,
  };
  return apply(op, [x], shape, result);
}

/** The public form of a reduction: any axes, with keepDims. */
export function reduction(
  name: string,
  build: (x: Tensor, axes: readonly number[]) => Tensor,
): (x: TensorLike, axis?: Axes, options?: ReduceOptions) => Tensor {
  return (x, axis, { keepDims = false } = {}) => {
    const input = convert(x);
    const axes = normalizeAxes(name, axis, input.rank);
    const result = axes.length === 0 ? input : build(input, axes);
    return keepDims ? result.reshape(keptShape(input, axes)) : result;
  };
}

/** The input's shape with the reduced axes at length 1. */
export const keptShape = (x: Tensor, axes: readonly number[]): number[] =>
  x.shape.map((n, d) => (axes.includes(d) ? 1 : n));

/** Spreads a reduced tensor over the axes that were reduced. */
export const spread = (reduced: Tensor, x: Tensor, axes: readonly number[]): Tensor =>
  reduced.reshape(keptShape(x, axes)).broadcastTo(x.shape);
