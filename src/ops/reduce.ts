import { ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { normalizeAxes, sizeOf } from '../core/shape.ts';
import type { ReduceOptions, TensorLike } from '../graph/methods.ts';
import type { GradientRule, ReduceOp, Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

export type Axes = number | readonly number[];

export interface ReductionDefinition {
  readonly name: string;
  readonly reducer: Reducer;
  readonly gradient?: GradientRule;
}

/** The node of a reduction over normalized axes, the axes removed from the shape. */
export function reduce(definition: ReductionDefinition, x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 0) return x;
  const { name, reducer, gradient = null } = definition;
  const shape = x.shape.filter((_, d) => !axes.includes(d));
  const op: ReduceOp = {
    kind: 'reduce',
    name,
    reducer,
    axes,
    gradient,
    attributes: `axes ${axes.join(', ')}`,
  };
  return apply(op, [x], shape, x.dtype);
}

/** The public form of a reduction: any axes, with keepDims, which may stand alone as in TensorFlow.js. */
export function reduction(
  name: string,
  build: (x: Tensor, axes: readonly number[]) => Tensor,
): (x: TensorLike, axis?: Axes, options?: ReduceOptions | boolean) => Tensor {
  return (x, axis, options = {}) => {
    const { keepDims = false } = typeof options === 'boolean' ? { keepDims: options } : options;
    const input = convert(x);
    const axes = normalizeAxes(name, axis, input.rank);
    const result = build(input, axes);
    return keepDims ? result.reshape(keptShape(input, axes)) : result;
  };
}

/** The input's shape with the reduced axes at length 1. */
export const keptShape = (x: Tensor, axes: readonly number[]): number[] =>
  x.shape.map((n, d) => (axes.includes(d) ? 1 : n));

/** How many elements each result is made of. */
export const columnsOf = (x: Tensor, axes: readonly number[]): number => sizeOf(axes.map((d) => x.shape[d]));

/** Refuses a result that would be made of nothing, where the operation has no value for that. */
export function requireElements(call: string, x: Tensor, axes: readonly number[]): void {
  const results = sizeOf(x.shape.filter((_, d) => !axes.includes(d)));
  if (columnsOf(x, axes) === 0 && results > 0) {
    throw new ShapeError(
      `${call}: axes ${shapeText(axes)} of shape ${shapeText(x.shape)} hold no elements, and ${call} of nothing ` +
        'has no value. Reduce axes that are not empty.',
    );
  }
}

/** Spreads a reduced tensor over the axes that were reduced. */
export const spread = (reduced: Tensor, x: Tensor, axes: readonly number[]): Tensor =>
  reduced.reshape(keptShape(x, axes)).broadcastTo(x.shape);
