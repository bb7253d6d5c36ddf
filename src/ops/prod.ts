import wgsl from '../../shaders/reduce/reducers.wgsl';
import type { Reducer } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { cast } from './cast.ts';
import { cumprod } from './cumulative.ts';
import { columnsOf, reduce, reduction, spread } from './reduce.ts';

const FLOAT: Reducer = { combine: wgsl.functions.product_f32, identity: 1 };
const INT: Reducer = { combine: wgsl.functions.product_i32, identity: 1 };

/**
 * Product over axes (default: all). int32 stays int32, booleans become int32. Of nothing: 1. NumPy: prod.
 *
 * @formula y = x1 * x2 * ...
 * @gradient dx = dy * the product of the other elements
 * @example gl.prod([[1, 2], [3, 4]], 1) // [ 2. 12.]
 */
export const prod = reduction('prod', (x, axes) => {
  const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
  return reduce(
    {
      name: 'prod',
      reducer: input.dtype === 'float32' ? FLOAT : INT,
      gradient: ({ dy }) => [spread(dy, input, axes).mul(productOfOthers(input, axes))],
    },
    input,
    axes,
  );
});

/** What stands in front of each element times what stands behind it: right where elements are 0. */
function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((_, d) => d).filter((d) => !axes.includes(d));
  const order = [...kept, ...axes];
  const moved = x.transpose(order);
  const rows = moved.reshape([...kept.map((d) => x.shape[d]), columnsOf(x, axes)]);
  const others = cumprod(rows, -1, { exclusive: true }).mul(
    cumprod(rows, -1, { exclusive: true, reverse: true }),
  );
  return others.reshape(moved.shape).transpose(x.shape.map((_, d) => order.indexOf(d)));
}
