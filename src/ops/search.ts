import wgsl from '../../shaders/sort/order.wgsl';
import type { DType } from '../core/dtype.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { convert } from './convert.ts';

const { ascending_f32, ascending_i32, descending_f32, descending_i32 } = wgsl.functions;

/** (a, b, ties) -> whether a stands in front of b. */
export function orderOf(dtype: DType, descending: boolean): WgslFunction {
  if (dtype === 'float32') return descending ? descending_f32 : ascending_f32;
  return descending ? descending_i32 : ascending_i32;
}

/**
 * How many elements of a sorted row stand in front of each value, int32: rows [...batch, n] and
 * values [...batch, ...any] give the shape of the values. `ties`: equal elements count too.
 */
export function search(rows: Tensor, values: Tensor, ties: TensorLike, descending = false): Tensor {
  const precedes = orderOf(rows.dtype, descending);
  return apply(
    { kind: 'search', name: 'search', precedes, attributes: precedes.name, gradient: null },
    [rows, values, broadcastTo(convert(ties), values.shape)],
    values.shape,
    'int32',
  );
}
