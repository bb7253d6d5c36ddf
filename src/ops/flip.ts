import { normalizeAxes } from '../core/shape.ts';
import { add, constant, scale } from '../core/symbolic.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { convert } from './convert.ts';

/**
 * The elements along axes (default: all) in reverse order. A view. NumPy: flip.
 *
 * @formula y[i] = x[n - 1 - i]
 * @shape any → the same
 * @gradient dx = flip(dy)
 * @example gl.flip([1, 2, 3]) // [3. 2. 1.]
 */
export function flip(x: TensorLike, axis?: number | readonly number[]): Tensor {
  const input = convert(x);
  const axes = normalizeAxes('flip', axis, input.rank).filter((d) => input.shape[d] > 1);
  if (axes.length === 0) return input;
  return apply(
    {
      kind: 'view',
      name: 'flip',
      attributes: `axes ${axes.join(', ')}`,
      index: (index) =>
        index.map((i, d) => (axes.includes(d) ? add(constant(input.shape[d] - 1), scale(i, -1)) : i)),
      gradient: ({ dy }) => [dy.flip(axes)],
    },
    [input],
    input.shape,
    input.dtype,
  );
}
