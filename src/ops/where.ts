import wgsl from '../../shaders/elementwise/where.wgsl';
import type { DType } from '../core/dtype.ts';
import { DTypeError } from '../core/errors.ts';
import { broadcastShapes } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { GradientRule, MapOp } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { broadcastTo } from './broadcast-to.ts';
import { convert, convertAll } from './convert.ts';

const gradient: GradientRule = ({ inputs: [condition], dy }) => [
  null,
  dy.where(condition, 0),
  dy.where(condition.logicalNot(), 0),
];

const make = (fn: MapOp['fn']): MapOp => ({ kind: 'map', name: 'where', fn, cost: 1, gradient });

const OPS: Record<DType, MapOp> = {
  float32: make(wgsl.functions.where_f32),
  int32: make(wgsl.functions.where_i32),
  bool: make(wgsl.functions.where_bool),
};

/**
 * The element of `a` where `condition` holds, that of `b` elsewhere; all three broadcast.
 *
 * @formula y = a where condition, else b
 * @gradient da = dy where condition, else 0; db = dy - da
 * @example gl.where([true, false], [1, 2], 0) // [1. 0.]
 */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const test = convert(condition);
  if (test.dtype !== 'bool') {
    throw new DTypeError(
      `where: expected a bool condition, got ${test.dtype}. Compare first, or cast('bool').`,
    );
  }
  const [x, y] = convertAll('where', [a, b]);
  const shape = broadcastShapes('where', broadcastShapes('where', test.shape, x.shape), y.shape);
  const inputs = [test, x, y].map((input) => broadcastTo(input, shape));
  return apply(OPS[x.dtype], inputs, shape, x.dtype);
}
