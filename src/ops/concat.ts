import { ArgumentError, ShapeError } from '../core/errors.ts';
import { shapeText } from '../core/messages.ts';
import { promote } from '../core/promotion.ts';
import { normalizeAxis } from '../core/shape.ts';
import type { TensorLike } from '../graph/methods.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { cast } from './cast.ts';
import { convert } from './convert.ts';

/**
 * Tensors one behind the other along an existing axis (default 0).
 *
 * @formula y = x1, then x2, ... along the axis
 * @shape equal but along the axis → its lengths added up
 * @gradient dx1, dx2, ... = the pieces of dy
 * @example gl.concat([[1, 2], [3]]) // [1. 2. 3.]
 */
export function concat(tensors: readonly TensorLike[], axis = 0): Tensor {
  const inputs = tensors.map((value) => convert(value));
  if (inputs.length === 0) throw new ArgumentError('concat: expected at least one tensor, got none.');
  const [first] = inputs;
  const along = normalizeAxis('concat', axis, first.rank);
  for (const input of inputs) {
    if (input.rank !== first.rank || input.shape.some((n, d) => d !== along && n !== first.shape[d])) {
      throw new ShapeError(
        `concat: shapes ${shapeText(first.shape)} and ${shapeText(input.shape)} differ outside of axis ${along}.`,
      );
    }
  }
  if (inputs.length === 1) return first;
  const dtype = inputs.map((input) => input.dtype).reduce(promote);
  const shape = [...first.shape];
  shape[along] = inputs.reduce((total, input) => total + input.shape[along], 0);
  return apply(
    {
      kind: 'concat',
      name: 'concat',
      axis: along,
      attributes: `axis ${along}`,
      gradient: ({ dy }) => {
        let begin = 0;
        return inputs.map((input) => {
          const from = first.shape.map((_, d) => (d === along ? begin : 0));
          begin += input.shape[along];
          return dy.slice(from, input.shape);
        });
      },
    },
    inputs.map((input) => cast(input, dtype)),
    shape,
    dtype,
  );
}
