import wgsl from '../../shaders/elementwise/cast.wgsl';
import type { DType } from '../core/dtype.ts';
import { ArgumentError } from '../core/errors.ts';
import { PROMOTION } from '../core/promotion.ts';
import type { WgslFunction } from '../core/wgsl.ts';
import { literal, literalValue, type Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';

const FUNCTIONS: Record<string, WgslFunction> = {
  'int32 float32': wgsl.functions.i32_to_f32,
  'bool float32': wgsl.functions.bool_to_f32,
  'float32 int32': wgsl.functions.f32_to_i32,
  'bool int32': wgsl.functions.bool_to_i32,
  'float32 bool': wgsl.functions.f32_to_bool,
  'int32 bool': wgsl.functions.i32_to_bool,
};

/**
 * The same elements in another dtype. float32 to int32 truncates towards zero and saturates,
 * and makes NaN 0; to bool, anything but zero becomes true.
 *
 * @formula y = x in another dtype
 * @shape any → the same
 * @gradient Not differentiable: only float32 carries a derivative.
 * @example gl.cast(gl.tensor([1.7, -1.7]), 'int32') // [ 1 -1]
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x;
  if (!(dtype in PROMOTION))
    throw new ArgumentError(`cast: unknown dtype '${dtype}'. Known: ${Object.keys(PROMOTION).join(', ')}.`);
  const value = literalValue(x);
  if (value !== null) return literal(castNumber(value, dtype), dtype);
  const fn = FUNCTIONS[`${x.dtype} ${dtype}`];
  return apply(
    { kind: 'map', name: 'cast', fn, cost: 1, attributes: dtype, gradient: null },
    [x],
    x.shape,
    dtype,
  );
}

function castNumber(value: number, dtype: DType): number {
  if (dtype === 'bool') return value === 0 ? 0 : 1;
  if (dtype === 'float32' || Number.isNaN(value)) return dtype === 'float32' ? value : 0;
  return Math.min(Math.max(Math.trunc(value), -(2 ** 31)), 2 ** 31 - 1);
}
