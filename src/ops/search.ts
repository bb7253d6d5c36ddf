import wgsl from '../../shaders/sort/order.wgsl';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { convert } from './convert.ts';

/**
 * How many elements of a sorted int32 row stand in front of each value, int32: rows [...batch, n] and
 * values [...batch, ...any] give the shape of the values. `ties`: equal elements count too.
 */
export function search(rows: Tensor, values: Tensor, ties: TensorLike): Tensor {
  return apply(
    { kind: 'search', name: 'search', precedes: wgsl.functions.precedes, gradient: null },
    [rows, values, broadcastTo(convert(ties), values.shape)],
    values.shape,
    'int32',
  );
}
