import { sizeOf } from '../core/shape.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { concat } from './concat.ts';
import { arange, zeros } from './creation.ts';
import { clamped } from './indices.ts';
import { scan } from './scan.ts';
import { search } from './search.ts';
import { positionsOf, sortRows } from './sort.ts';
import { withGradient } from './stop-gradient.ts';

/** Below this many additions, most of them of zero, one dispatch beats sorting the indices. */
const FEW_ADDITIONS = 2 ** 22;

/** data at an index of its own for each element of the result; they lie in the axis. */
export function pickAlong(data: Tensor, index: Tensor, axis: number): Tensor {
  return apply(
    {
      kind: 'gather',
      name: 'takeAlongAxis',
      axis,
      aligned: true,
      attributes: `axis ${axis}`,
      gradient: ({ dy }) => [addAlong(dy, clamped(index, data.shape[axis]), data.shape[axis], axis), null],
    },
    [data, index],
    index.shape,
    data.dtype,
  );
}

/** The reverse of pickAlong: elements are added to their place in an axis of `length` zeros. */
function addAlong(values: Tensor, index: Tensor, length: number, axis: number): Tensor {
  const order = [...values.shape.keys()].filter((d) => d !== axis).concat(axis);
  const others = order.slice(0, -1).map((d) => values.shape[d]);
  const rows = [sizeOf(others), values.shape[axis]];
  const added = addRows(
    values.transpose(order).reshape([...rows, 1]),
    index.transpose(order).reshape(rows),
    length,
  );
  return added.reshape([...others, length]).transpose(order.map((_, d) => order.indexOf(d)));
}

/**
 * In each row, the sum of the vectors that have the same index: values [rows, n, columns] and
 * indices [rows, n] in [0, length) give [rows, length, columns]. What is added to one place is
 * added in the order of n, so that equal inputs give equal bits.
 */
export function addRows(values: Tensor, index: Tensor, length: number): Tensor {
  const [rows, n, columns] = values.shape;
  const shape = [rows, length, columns];
  if (n === 0 || sizeOf(shape) === 0) return zeros(shape, values.dtype);
  const sum = sizeOf(shape) * n <= FEW_ADDITIONS ? addDirectly : addSorted;
  const spread = index.expandDims(-1).broadcastTo([rows, n, columns]);
  return withGradient(sum(values, index, length), [values], ({ dy }) => [pickAlong(dy, spread, 1)]);
}

function addDirectly(values: Tensor, index: Tensor, length: number): Tensor {
  const [rows, n] = values.shape;
  const belongs = index.reshape([rows, 1, n, 1]).equal(arange(length).reshape([length, 1, 1]));
  return values.expandDims(1).where(belongs, 0).sum(2);
}

/** Sorted by index, what belongs together is one run: the running sum of the run at its end. */
function addSorted(values: Tensor, index: Tensor, length: number): Tensor {
  const [rows, n, columns] = values.shape;
  const [sorted, from] = sortRows(index, [index, positionsOf(index)]);
  const across = (x: Tensor): Tensor => x.expandDims(-1).broadcastTo([rows, x.shape[1], columns]);
  const before = concat([sorted.slice([0, 0], [rows, 1]), sorted.slice([0, 0], [rows, n - 1])], 1);
  const running = scan('segments', [pickAlong(values, across(from), 1), across(sorted.equal(before))], {
    axis: 1,
    reverse: false,
    exclusive: false,
  });
  const places = arange(length).broadcastTo([rows, length]);
  const last = search(sorted, places, true).sub(1);
  const end = last.maximum(0);
  const exists = last.greaterEqual(0).logicalAnd(pickAlong(sorted, end, 1).equal(places));
  return pickAlong(running, across(end), 1).where(across(exists), 0);
}
