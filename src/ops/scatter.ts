import type { ScatterOp } from '../graph/op.ts';
import { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import type { Variable } from '../graph/variable.ts';

/**
 * Each element at its place along an axis of `length`: `places` (int32) must name every place once;
 * elements whose place lies behind the end are dropped.
 */
export function scatter(x: Tensor, places: Tensor, axis: number, length = x.shape[axis]): Tensor {
  return apply(
    {
      kind: 'scatter',
      name: 'scatter',
      axis,
      attributes: `axis ${axis}`,
      gradient: ({ dy }) => {
        const derivative = dy.takeAlongAxis(places, axis);
        return [length < x.shape[axis] ? derivative.where(places.less(length), 0) : derivative, null];
      },
    },
    [x, places],
    x.shape.map((n, d) => (d === axis ? length : n)),
    x.dtype,
  );
}

/** Recorded: replaces one element of a vector and leaves the others as they are, in memory too. */
export function assignElement(vector: Variable, place: Tensor, value: Tensor): void {
  const one = [value, place].map((x) => x.reshape([1]));
  vector.assign(new Tensor(UPDATE, one, vector.shape, vector.dtype));
}

const UPDATE: ScatterOp = { kind: 'scatter', name: 'update', axis: 0, gradient: null };
