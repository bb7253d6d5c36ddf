import wgsl from '../../shaders/reduce/reducers.wgsl';
import type { Reducer } from '../graph/op.ts';
import { cast } from './cast.ts';
import { columnsOf, reduce, reduction, spread } from './reduce.ts';

const FLOAT: Reducer = { combine: wgsl.functions.sum_f32, identity: 0 };
const INT: Reducer = { combine: wgsl.functions.sum_i32, identity: 0 };

/**
 * Sum over axes (default: all). int32 stays int32, booleans are counted. An empty sum is 0. NumPy: sum.
 *
 * @formula y = x1 + x2 + ...
 * @gradient dx = dy, repeated along the axes
 * @example
 * gl.sum([[1, 2], [3, 4]]) // 10.0
 * gl.sum([[1, 2], [3, 4]], 0) // [4. 6.]
 */
export const sum = reduction('sum', (x, axes) => {
  const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
  return reduce(
    {
      name: 'sum',
      reducer: input.dtype === 'float32' ? FLOAT : INT,
      gradient: ({ dy }) => [spread(dy, input, axes)],
    },
    input,
    axes,
  );
});

/**
 * Mean over axes (default: all), float32. An empty mean is NaN. NumPy: mean.
 *
 * @formula y = sum(x) / n
 * @gradient dx = dy / n, repeated along the axes
 * @example gl.mean([[1, 2], [3, 4]], 1) // [1.5 3.5]
 */
export const mean = reduction('mean', (x, axes) => {
  const count = columnsOf(x, axes);
  const total = sum(cast(x, 'float32'), axes);
  return count === 0 ? total.div(0) : total.mul(1 / count);
});
