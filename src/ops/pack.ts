import { ShapeError } from '../core/errors.ts';
import type { Tensor } from '../graph/tensor.ts';
import { apply } from '../graph/trace.ts';
import { offsetsOf, type Variable } from '../graph/variable.ts';

/**
 * Tensors side by side in the layout of an arena (see packVariables), as one float32 vector of
 * `flat.size` elements; zeros between them. The planner lets producers write straight into it.
 */
export function pack(tensors: readonly Tensor[], parts: readonly Variable[], flat: Variable): Tensor {
  for (const [k, tensor] of tensors.entries()) {
    if (tensor.size !== parts[k].size) {
      throw new ShapeError(
        `pack: '${parts[k].name}' has ${parts[k].size} elements, got a tensor of ${tensor.size}.`,
      );
    }
  }
  return apply(
    { kind: 'pack', name: 'pack', offsets: offsetsOf(parts, flat), gradient: null },
    tensors,
    flat.shape,
    'float32',
  );
}
